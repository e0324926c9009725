namespace Chronograph.Graph;

/// <summary>Finds the nodes that differ between two versions.</summary>
internal sealed class NodeDiff
{
    private readonly SegmentTable<NodeSegment> _segments;
    private readonly RecordDiff<NodeId> _differences;

    /// <summary>Begins a walk.</summary>
    public NodeDiff(SegmentAlignment alignment, NodeLayers before, NodeLayers after, CancellationToken cancellation)
    {
        _segments = new SegmentTable<NodeSegment>(alignment, before.Segment, after.Segment);
        var keys = new OwnKeys<NodeId>(Keys(alignment, 0, alignment.OwnBefore), Keys(alignment, alignment.OwnBefore, _segments.Own));
        _differences = new RecordDiff<NodeId>(
            keys, new NodeLookup(alignment, _segments, RecordDiff<NodeId>.Batch), new NodeComparison(_segments), cancellation);
    }

    /// <inheritdoc cref="RecordDiff{TKey}.Current"/>
    public StoredNodeChange Current
    {
        get
        {
            var own = _differences.Own(out var isAfter);
            return new StoredNodeChange(
                this, _differences.Current, _differences.Kind, own.IsPresent ? _segments[own.Segment] : null, own.Row, isAfter);
        }
    }

    /// <inheritdoc cref="RecordDiff{TKey}.MoveNext"/>
    public bool MoveNext() => _differences.MoveNext();

    /// <inheritdoc cref="RecordDiff{TKey}.Count"/>
    public long[] Count() => _differences.Count();

    /// <inheritdoc cref="RecordDiff{TKey}.Before"/>
    public StoredNode Before(BatchPlace place) => Stored(_differences.Before(place));

    /// <inheritdoc cref="RecordDiff{TKey}.After"/>
    public StoredNode After(BatchPlace place) => Stored(_differences.After(place));

    /// <inheritdoc cref="RecordDiff{TKey}.Fetch"/>
    public void Fetch(BatchPlace place) => _differences.Fetch(place);

    private StoredNode Stored(RowPlace place) => place.IsPresent ? new StoredNode(_segments[place.Segment], place.Row) : default;

    private List<NodeKeys> Keys(SegmentAlignment alignment, int start, int end) =>
        [.. Enumerable.Range(start, end - start).Select(number =>
            new NodeKeys(_segments[number], number, alignment.Older(number, _segments[number].HasReplacements)))];
}
