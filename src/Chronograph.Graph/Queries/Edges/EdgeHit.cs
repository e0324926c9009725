namespace Chronograph.Graph;

/// <summary>An edge of a node, found in a segment: places and numbers, nothing decoded yet.</summary>
internal readonly record struct EdgeHit(EdgeSegment Segment, EdgeDirection Direction, long Row, long Local, long Other)
{
    public NodeId OtherId => Segment.Endpoint(Other);

    public string OtherSemanticId => Segment.SemanticId(Other);

    public int Type => Segment.Rows(Direction).Type(Row);

    public string OwnSemanticId => Segment.SemanticId(Local);

    public ReadOnlySpan<byte> Metadata => Segment.HasMetadata ? Segment.Metadata(OutRow) : default;

    /// <summary>Decodes the edge, given the names of its ends, which the caller often has already.</summary>
    public Edge ToEdge(string own, string other)
    {
        var (source, target) = Direction == EdgeDirection.Out ? (own, other) : (other, own);
        return new Edge(source, Segment.Types.Text(Type), target, Segment.HasMetadata ? Segment.MetadataText(OutRow) : "");
    }

    /// <summary>The edge's number: metadata is kept by it alone.</summary>
    private long OutRow => Direction == EdgeDirection.Out ? Row : Segment.Out.Find(Other, Type, Local);
}
