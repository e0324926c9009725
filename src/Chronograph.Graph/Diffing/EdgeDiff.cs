namespace Chronograph.Graph;

/// <summary>Finds the edges that differ between two versions.</summary>
internal static class EdgeDiff
{
    public static IEnumerable<EdgeDifference> Walk(GraphSnapshot from, GraphSnapshot to)
    {
        var (left, right) = (from.Manifest.State.EdgeSegments, to.Manifest.State.EdgeSegments);
        var shared = SharedPrefix.Length(left, right);
        var pairs = new Pairing<EdgeCursor>(from.EdgeLayers.Walk(shared), to.EdgeLayers.Walk(shared));
        while (pairs.MoveNext())
        {
            var (before, after) = (Place(pairs.Left), Place(pairs.Right));
            if (pairs.Left is null && !SharedPrefix.OnlyAdds(right, pairs.Right!.Layer))
                before = Find(pairs.Right, from.EdgeLayers, shared);
            else if (pairs.Right is null && !SharedPrefix.OnlyAdds(left, pairs.Left!.Layer))
                after = Find(pairs.Left, from.EdgeLayers, shared);
            if (Compare(before, after) is { } kind)
                yield return new EdgeDifference(kind, before, after);
        }
    }

    /// <summary>Where a side has the edge by its own cursor.</summary>
    private static EdgePlace Place(EdgeCursor? cursor) => cursor is null || cursor.IsDeleted
        ? default
        : new EdgePlace(new EdgeKeyPlace(cursor.Segment, cursor.Source, cursor.Type, cursor.Target), cursor.Segment, cursor.Row);

    /// <summary>Where a side has the edge whose key only the other side's segments know: in what both share.</summary>
    private static EdgePlace Find(EdgeCursor other, EdgeLayers layers, int shared)
    {
        var (source, target) = (other.SourceId, other.TargetId);
        var key = EdgeKey.Hash(source, other.Segment.TypeId(other.Type), target);
        return layers.Find(key, source, other.Segment.Types.Bytes(other.Type), target, shared, out var segment, out var row) == RecordState.Present
            ? new EdgePlace(new EdgeKeyPlace(other.Segment, other.Source, other.Type, other.Target), segment, row)
            : default;
    }

    private static ChangeKind? Compare(EdgePlace before, EdgePlace after)
    {
        if (before.Segment is null || after.Segment is null)
            return before.Segment is not null ? ChangeKind.Removed : after.Segment is not null ? ChangeKind.Added : null;
        return before.Segment.Metadata(before.Row).SequenceEqual(after.Segment.Metadata(after.Row)) ? null : ChangeKind.Changed;
    }
}

/// <summary>Where the key of an edge can be read, which need not be where the edge is: any segment that knows it tells the same.</summary>
internal readonly record struct EdgeKeyPlace(EdgeSegment Segment, long Source, int Type, long Target);

/// <summary>Where a version has an edge; no segment when it has none.</summary>
internal readonly record struct EdgePlace(EdgeKeyPlace Key, EdgeSegment? Segment, long Row)
{
    public Edge? ToEdge() => Segment is null ? null : new Edge(
        Key.Segment.SemanticId(Key.Source), Key.Segment.Types.Text(Key.Type), Key.Segment.SemanticId(Key.Target), Segment.MetadataText(Row));
}

/// <summary>An edge that differs, not decoded yet.</summary>
internal readonly record struct EdgeDifference(ChangeKind Kind, EdgePlace Before, EdgePlace After)
{
    public EdgeChange ToChange() => new(Kind, Before.ToEdge(), After.ToEdge());
}
