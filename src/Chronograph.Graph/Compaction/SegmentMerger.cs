namespace Chronograph.Graph;

/// <summary>Merges segments that are neighbours in age into one: of each key the newest speaks.</summary>
internal static class SegmentMerger
{
    /// <param name="segments">Oldest first.</param>
    /// <param name="dropTombstones">Whether the oldest segment of the version takes part, so that nothing is left to delete.</param>
    public static NodeSegmentBuilder MergeNodes(IEnumerable<NodeSegment> segments, bool dropTombstones)
    {
        var builder = new NodeSegmentBuilder();
        var walk = new NewestWins<NodeCursor>(segments.Select((segment, layer) => new NodeCursor(segment, layer)));
        while (walk.MoveNext())
        {
            if (!walk.Current.IsDeleted)
                builder.Add(walk.Current.Segment.Record(walk.Current.Row));
            else if (!dropTombstones)
                builder.AddDeleted(walk.Current.Id);
        }

        return builder;
    }

    /// <inheritdoc cref="MergeNodes"/>
    public static EdgeSegmentBuilder MergeEdges(IReadOnlyList<EdgeSegment> segments, bool dropTombstones)
    {
        var builder = new EdgeSegmentBuilder();
        var numbers = segments.Select(segment => new EdgeNumbers(segment, builder)).ToArray();
        var walk = new NewestWins<EdgeCursor>(segments.Select((segment, layer) => new EdgeCursor(segment, layer)));
        while (walk.MoveNext())
        {
            var edge = walk.Current;
            if (edge.IsDeleted && dropTombstones)
                continue;
            var own = numbers[edge.Layer];
            var metadata = edge.IsDeleted ? default : edge.Segment.Metadata(edge.Row);
            builder.Add(own.Endpoint(edge.Source), own.Type(edge.Type), own.Endpoint(edge.Target), metadata, edge.IsDeleted);
        }

        return builder;
    }

    /// <summary>Translates the numbers of one segment into those of the merged one, adding only what is used.</summary>
    private sealed class EdgeNumbers(EdgeSegment segment, EdgeSegmentBuilder builder)
    {
        private readonly int[] _endpoints = NewMap(segment.EndpointCount);
        private readonly int[] _types = NewMap(segment.Types.Count);

        public int Endpoint(long local)
        {
            ref var number = ref _endpoints[local];
            if (number < 0)
                number = builder.AddEndpoint(segment.Endpoint(local), segment.SemanticIdBytes(local));
            return number;
        }

        public int Type(int code)
        {
            ref var number = ref _types[code];
            if (number < 0)
                number = builder.AddType(segment.Types.Bytes(code));
            return number;
        }

        private static int[] NewMap(long count)
        {
            var map = new int[count];
            Array.Fill(map, -1);
            return map;
        }
    }
}
