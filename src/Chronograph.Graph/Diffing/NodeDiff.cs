namespace Chronograph.Graph;

/// <summary>Finds the nodes that differ between two versions.</summary>
internal static class NodeDiff
{
    public static IEnumerable<NodeDifference> Walk(GraphSnapshot from, GraphSnapshot to)
    {
        var (left, right) = (from.Manifest.State.NodeSegments, to.Manifest.State.NodeSegments);
        var shared = SharedPrefix.Length(left, right);
        var pairs = new Pairing<NodeCursor>(from.NodeLayers.Walk(shared), to.NodeLayers.Walk(shared));
        while (pairs.MoveNext())
        {
            var (before, after) = (Place(pairs.Left), Place(pairs.Right));
            if (pairs.Left is null && !SharedPrefix.OnlyAdds(right, pairs.Right!.Layer))
                before = Find(pairs.Right, from.NodeLayers, shared);
            else if (pairs.Right is null && !SharedPrefix.OnlyAdds(left, pairs.Left!.Layer))
                after = Find(pairs.Left, from.NodeLayers, shared);
            if (Compare(before, after) is { } kind)
                yield return new NodeDifference(kind, before, after);
        }
    }

    /// <summary>Where a side has the node by its own cursor.</summary>
    private static NodePlace Place(NodeCursor? cursor) =>
        cursor is null || cursor.IsDeleted ? default : new NodePlace(cursor.Segment, cursor.Row);

    /// <summary>Where a side has the node whose key only the other side's segments know: in what both share.</summary>
    private static NodePlace Find(NodeCursor other, NodeLayers layers, int shared) =>
        layers.Find(other.Id, shared, out var segment, out var row) == RecordState.Present ? new NodePlace(segment, row) : default;

    private static ChangeKind? Compare(NodePlace before, NodePlace after)
    {
        if (before.Segment is null || after.Segment is null)
            return before.Segment is not null ? ChangeKind.Removed : after.Segment is not null ? ChangeKind.Added : null;
        var left = before.Segment.Record(before.Row);
        var right = after.Segment.Record(after.Row);
        if (!left.SameContent(right))
            return ChangeKind.Changed;
        if (left.Metadata.SequenceEqual(right.Metadata))
            return null;
        return left.ContentHash == 0 ? ChangeKind.Changed : ChangeKind.Touched;
    }
}

/// <summary>Where a version has a node; no segment when it has none.</summary>
internal readonly record struct NodePlace(NodeSegment? Segment, long Row)
{
    public Node? ToNode() => Segment?.Node(Row);
}

/// <summary>A node that differs, not decoded yet.</summary>
internal readonly record struct NodeDifference(ChangeKind Kind, NodePlace Before, NodePlace After)
{
    public NodeChange ToChange() => new(Kind, Before.ToNode(), After.ToNode());
}
