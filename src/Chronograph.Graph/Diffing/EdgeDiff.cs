namespace Chronograph.Graph;

/// <summary>Finds the edges that differ between two versions.</summary>
internal static class EdgeDiff
{
    public static IEnumerable<EdgeDifference> Walk(GraphSnapshot from, GraphSnapshot to)
    {
        var shared = SharedPrefix.Length(from.Manifest.State.EdgeSegments, to.Manifest.State.EdgeSegments);
        var pairs = new Pairing<EdgeCursor>(from.EdgeLayers.Walk(shared), to.EdgeLayers.Walk(shared));
        while (pairs.MoveNext())
        {
            var older = from.EdgeLayers;
            var before = Place(pairs.Left, pairs.Right, older, shared);
            var after = Place(pairs.Right, pairs.Left, older, shared);
            if (Compare(before, after) is { } kind)
                yield return new EdgeDifference(kind, before, after);
        }
    }

    /// <summary>Where a side has the edge: at its own cursor, or else in what both sides share.</summary>
    private static EdgePlace Place(EdgeCursor? own, EdgeCursor? other, EdgeLayers layers, int shared)
    {
        if (own is not null)
            return own.IsDeleted ? default : new EdgePlace(own.Segment, own.Source, own.Type, own.Target, own.Row);
        var (source, target) = (other!.SourceId, other.TargetId);
        var key = EdgeKey.Hash(source, other.Segment.TypeId(other.Type), target);
        var type = other.Segment.Types.Bytes(other.Type);
        if (layers.Find(key, source, type, target, shared, out var segment, out var row) != RecordState.Present)
            return default;
        return new EdgePlace(
            segment, segment!.FindEndpoint(source), segment.Types.Find(type), segment.FindEndpoint(target), row);
    }

    private static ChangeKind? Compare(EdgePlace before, EdgePlace after)
    {
        if (before.Segment is null || after.Segment is null)
            return before.Segment is not null ? ChangeKind.Removed : after.Segment is not null ? ChangeKind.Added : null;
        return before.Segment.Metadata(before.Row).SequenceEqual(after.Segment.Metadata(after.Row)) ? null : ChangeKind.Changed;
    }
}

/// <summary>Where a version has an edge; no segment when it has none.</summary>
internal readonly record struct EdgePlace(EdgeSegment? Segment, long Source, int Type, long Target, long Row)
{
    public Edge? ToEdge() => Segment is null ? null : new Edge(
        Segment.SemanticId(Source), Segment.Types.Text(Type), Segment.SemanticId(Target), Segment.MetadataText(Row));
}

/// <summary>An edge that differs, not decoded yet.</summary>
internal readonly record struct EdgeDifference(ChangeKind Kind, EdgePlace Before, EdgePlace After)
{
    public EdgeChange ToChange() => new(Kind, Before.ToEdge(), After.ToEdge());
}
