namespace Chronograph.Graph;

/// <summary>An edge that differs between two versions, where it is stored.</summary>
/// <remarks>
/// Valid until the walk goes on to the next, and spans of it until the <see cref="GraphDiff"/> is disposed; nothing is allocated
/// but by <see cref="ToChange"/>. An edge that was not needed to tell that it differs is looked up when it is asked for, together
/// with those that follow. Once the walk has gone on, asking may throw <see cref="InvalidOperationException"/>.
/// </remarks>
public readonly ref struct StoredEdgeChange
{
    private readonly EdgeDiff _diff;
    private readonly BatchPlace _place;
    private readonly EdgeSegment _segment;
    private readonly RowPlace _own;
    private readonly bool _isAfter;

    /// <param name="diff">Knows what the segment does not.</param>
    /// <param name="place">Where it was reached.</param>
    /// <param name="kind">What happened to it.</param>
    /// <param name="segment">A segment that one of the versions has alone, and that has the edge, be it as deleted.</param>
    /// <param name="own">The row there.</param>
    /// <param name="isAfter">Whether the later version has that segment.</param>
    internal StoredEdgeChange(EdgeDiff diff, BatchPlace place, ChangeKind kind, EdgeSegment segment, RowPlace own, bool isAfter) =>
        (_diff, _place, Kind, _segment, _own, _isAfter) = (diff, place, kind, segment, own, isAfter);

    /// <summary>What happened to it; never <see cref="ChangeKind.Touched"/>.</summary>
    public ChangeKind Kind { get; }

    /// <summary>The node that it leaves.</summary>
    public NodeId SourceId => _diff.Key(_place).Source;

    /// <summary>The node that it enters.</summary>
    public NodeId TargetId => _diff.Key(_place).Target;

    /// <summary>The semantic id of the node that it leaves. Costs a search for the node in a segment.</summary>
    public ReadOnlySpan<byte> SourceSemanticId => _segment.SemanticIdBytes(_segment.FindKnown(SourceId));

    /// <summary>The semantic id of the node that it enters.</summary>
    public ReadOnlySpan<byte> TargetSemanticId => _segment.SemanticIdBytes(_segment.Out.Other(Row));

    /// <summary>The kind of edge.</summary>
    public ReadOnlySpan<byte> Type => _segment.Types.Bytes(_segment.Out.Type(Row));

    /// <summary>JSON text, or empty, in the version compared from; empty when the edge was added.</summary>
    public ReadOnlySpan<byte> MetadataBefore => Before.Bytes;

    /// <summary>JSON text, or empty, in the version compared to; empty when the edge was removed.</summary>
    public ReadOnlySpan<byte> MetadataAfter => After.Bytes;

    private StoredText Before => Kind == ChangeKind.Added ? default
        : _own.IsPresent && !_isAfter ? _diff.Metadata(_own)
        : _diff.MetadataBefore(_place);

    private StoredText After => Kind == ChangeKind.Removed ? default
        : _own.IsPresent && _isAfter ? _diff.Metadata(_own)
        : _diff.MetadataAfter(_place);

    private long Row => _own.IsPresent ? _own.Row : _own.Tombstone;

    /// <summary>Copies it to the heap.</summary>
    public EdgeChange ToChange()
    {
        _diff.Fetch(_place);
        var edge = new Edge(
            _segment.SemanticId(_segment.FindKnown(SourceId)),
            _segment.Types.Text(_segment.Out.Type(Row)),
            _segment.SemanticId(_segment.Out.Other(Row)),
            Kind == ChangeKind.Removed ? Before.ToString() : After.ToString());
        return Kind switch
        {
            ChangeKind.Added => new EdgeChange(Kind, null, edge),
            ChangeKind.Removed => new EdgeChange(Kind, edge, null),
            _ => new EdgeChange(Kind, edge with { Metadata = Before.ToString() }, edge),
        };
    }
}
