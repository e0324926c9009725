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

    internal StoredEdgeChange(EdgeDiff diff, BatchPlace place, ChangeKind kind) => (_diff, _place, Kind) = (diff, place, kind);

    /// <summary>What happened to it; never <see cref="ChangeKind.Touched"/>.</summary>
    public ChangeKind Kind { get; }

    /// <summary>The node that it leaves.</summary>
    public NodeId SourceId => _diff.Key(_place).Source;

    /// <summary>The node that it enters.</summary>
    public NodeId TargetId => _diff.Key(_place).Target;

    /// <summary>The semantic id of the node that it leaves. Costs a search for the node in a segment.</summary>
    public ReadOnlySpan<byte> SourceSemanticId
    {
        get
        {
            var segment = _diff.Segment(_place, out _);
            return segment.SemanticIdBytes(segment.FindKnown(SourceId));
        }
    }

    /// <summary>The semantic id of the node that it enters.</summary>
    public ReadOnlySpan<byte> TargetSemanticId
    {
        get
        {
            var segment = _diff.Segment(_place, out var row);
            return segment.SemanticIdBytes(segment.Out.Other(row));
        }
    }

    /// <summary>The kind of edge.</summary>
    public ReadOnlySpan<byte> Type
    {
        get
        {
            var segment = _diff.Segment(_place, out var row);
            return segment.Types.Bytes(segment.Out.Type(row));
        }
    }

    /// <summary>JSON text, or empty, in the version compared from; empty when the edge was added.</summary>
    public ReadOnlySpan<byte> MetadataBefore => Before.Bytes;

    /// <summary>JSON text, or empty, in the version compared to; empty when the edge was removed.</summary>
    public ReadOnlySpan<byte> MetadataAfter => After.Bytes;

    private StoredText Before => Kind == ChangeKind.Added ? default : _diff.MetadataBefore(_place);

    private StoredText After => Kind == ChangeKind.Removed ? default : _diff.MetadataAfter(_place);

    /// <summary>Copies it to the heap.</summary>
    public EdgeChange ToChange()
    {
        var segment = _diff.Segment(_place, out var row);
        var edge = new Edge(
            segment.SemanticId(segment.FindKnown(SourceId)),
            segment.Types.Text(segment.Out.Type(row)),
            segment.SemanticId(segment.Out.Other(row)),
            Kind == ChangeKind.Removed ? Before.ToString() : After.ToString());
        return Kind switch
        {
            ChangeKind.Added => new EdgeChange(Kind, null, edge),
            ChangeKind.Removed => new EdgeChange(Kind, edge, null),
            _ => new EdgeChange(Kind, edge with { Metadata = Before.ToString() }, edge),
        };
    }
}
