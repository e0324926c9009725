namespace Chronograph.Graph;

/// <summary>An edge that differs between two versions, where it is stored.</summary>
/// <remarks>Valid until the <see cref="GraphDiff"/> is disposed, and spans of it as well; nothing is allocated but by <see cref="ToChange"/>.</remarks>
public readonly ref struct StoredEdgeChange
{
    private readonly EdgeSegment _segment;
    private readonly long _row;
    private readonly StoredText _before;
    private readonly StoredText _after;

    internal StoredEdgeChange(ChangeKind kind, NodeId source, EdgeSegment segment, long row, StoredText before, StoredText after) =>
        (Kind, SourceId, _segment, _row, _before, _after) = (kind, source, segment, row, before, after);

    /// <summary>What happened to it; never <see cref="ChangeKind.Touched"/>.</summary>
    public ChangeKind Kind { get; }

    /// <summary>The node that it leaves.</summary>
    public NodeId SourceId { get; }

    /// <summary>The node that it enters.</summary>
    public NodeId TargetId => _segment.Endpoint(_segment.Out.Other(_row));

    /// <summary>The semantic id of the node that it leaves. Costs a search for the node in a segment.</summary>
    public ReadOnlySpan<byte> SourceSemanticId => _segment.SemanticIdBytes(_segment.FindKnown(SourceId));

    /// <summary>The semantic id of the node that it enters.</summary>
    public ReadOnlySpan<byte> TargetSemanticId => _segment.SemanticIdBytes(_segment.Out.Other(_row));

    /// <summary>The kind of edge.</summary>
    public ReadOnlySpan<byte> Type => _segment.Types.Bytes(_segment.Out.Type(_row));

    /// <summary>JSON text, or empty, in the version compared from; empty when the edge was added.</summary>
    public ReadOnlySpan<byte> MetadataBefore => _before.Bytes;

    /// <summary>JSON text, or empty, in the version compared to; empty when the edge was removed.</summary>
    public ReadOnlySpan<byte> MetadataAfter => _after.Bytes;

    /// <summary>Copies it to the heap.</summary>
    public EdgeChange ToChange()
    {
        var edge = new Edge(
            _segment.SemanticId(_segment.FindKnown(SourceId)),
            _segment.Types.Text(_segment.Out.Type(_row)),
            _segment.SemanticId(_segment.Out.Other(_row)),
            Kind == ChangeKind.Removed ? _before.ToString() : _after.ToString());
        return Kind switch
        {
            ChangeKind.Added => new EdgeChange(Kind, null, edge),
            ChangeKind.Removed => new EdgeChange(Kind, edge, null),
            _ => new EdgeChange(Kind, edge with { Metadata = _before.ToString() }, edge),
        };
    }
}
