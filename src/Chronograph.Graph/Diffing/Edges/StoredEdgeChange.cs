namespace Chronograph.Graph;

/// <summary>An edge that differs between two versions, where it is stored.</summary>
/// <remarks>
/// Valid until the <see cref="GraphDiff"/> is disposed, and spans of it as well; nothing is allocated but by <see cref="ToChange"/>.
/// What the change need not be told from is looked up when it is first asked for, also for changes that follow.
/// </remarks>
public readonly ref struct StoredEdgeChange
{
    private readonly EdgeDiff _diff;
    private readonly KeyPair<EdgeSortKey> _pair;
    private readonly BatchPlace _place;

    internal StoredEdgeChange(EdgeDiff diff, in KeyPair<EdgeSortKey> pair, BatchPlace place) => (_diff, _pair, _place) = (diff, pair, place);

    /// <summary>What happened to it; never <see cref="ChangeKind.Touched"/>.</summary>
    public ChangeKind Kind => _pair.Kind;

    /// <summary>The node that it leaves.</summary>
    public NodeId SourceId => _pair.Key.Source;

    /// <summary>The node that it enters.</summary>
    public NodeId TargetId => _pair.Key.Target;

    /// <summary>The semantic id of the node that it leaves. Costs a search for the node in a segment.</summary>
    public ReadOnlySpan<byte> SourceSemanticId => Segment.SemanticIdBytes(Segment.FindKnown(SourceId));

    /// <summary>The semantic id of the node that it enters.</summary>
    public ReadOnlySpan<byte> TargetSemanticId => Segment.SemanticIdBytes(Segment.Out.Other(Row));

    /// <summary>The kind of edge.</summary>
    public ReadOnlySpan<byte> Type => Segment.Types.Bytes(Segment.Out.Type(Row));

    /// <summary>JSON text, or empty, in the version compared from; empty when the edge was added.</summary>
    public ReadOnlySpan<byte> MetadataBefore => Before.Bytes;

    /// <summary>JSON text, or empty, in the version compared to; empty when the edge was removed.</summary>
    public ReadOnlySpan<byte> MetadataAfter => After.Bytes;

    private StoredText Before => _diff.Metadata(_pair.Before.IsKnown ? _pair.Before : Completed.Before);

    private StoredText After => _diff.Metadata(_pair.After.IsKnown ? _pair.After : Completed.After);

    private KeyPair<EdgeSortKey> Completed => _pair.State == PairState.OneSided ? _diff.Complete(_pair, _place) : _pair;

    // Texts are read where rows are read in their order: a version's own segment has one of the key, if only as deleted.
    private RowPlace Own => _diff.IsOwn(_pair.After) ? _pair.After : _pair.Before;

    private EdgeSegment Segment => _diff.Segment(Own.Segment);

    private long Row => Own.IsPresent ? Own.Row : Own.Tombstone;

    /// <summary>Copies it to the heap.</summary>
    public EdgeChange ToChange()
    {
        var segment = Segment;
        var edge = new Edge(
            segment.SemanticId(segment.FindKnown(SourceId)),
            segment.Types.Text(segment.Out.Type(Row)),
            segment.SemanticId(segment.Out.Other(Row)),
            Kind == ChangeKind.Removed ? Before.ToString() : After.ToString());
        return Kind switch
        {
            ChangeKind.Added => new EdgeChange(Kind, null, edge),
            ChangeKind.Removed => new EdgeChange(Kind, edge, null),
            _ => new EdgeChange(Kind, edge with { Metadata = Before.ToString() }, edge),
        };
    }
}
