namespace Chronograph.Graph;

/// <summary>An edge of a node, found in a segment: places and numbers, nothing decoded yet.</summary>
internal readonly record struct EdgeHit(EdgeSegment Segment, EdgeDirection Direction, long Row, long Local, long Other)
{
    public NodeId OtherId => Segment.Endpoint(Other);

    public string OtherSemanticId => Segment.SemanticId(Other);

    public int Type => Segment.Rows(Direction).Type(Row);

    public Edge ToEdge()
    {
        var (source, target) = Direction == EdgeDirection.Out ? (Local, Other) : (Other, Local);
        var row = Direction == EdgeDirection.Out ? Row : Segment.Out.Find(source, Type, target);
        return new Edge(
            Segment.SemanticId(source), Segment.Types.Text(Type), Segment.SemanticId(target), Segment.MetadataText(row));
    }

    /// <summary>By type, then by the id at the other end: the same order whatever segments the edges lie in.</summary>
    public static int Compare(EdgeHit left, EdgeHit right)
    {
        var order = left.Segment.Types.Bytes(left.Type).SequenceCompareTo(right.Segment.Types.Bytes(right.Type));
        return order != 0 ? order : left.OtherId.CompareTo(right.OtherId);
    }
}
