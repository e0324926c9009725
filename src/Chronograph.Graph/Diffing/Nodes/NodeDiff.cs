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
        var pairing = new KeyPairing<NodeId>(
            Keys(0, alignment.OwnBefore), Keys(alignment.OwnBefore, _segments.Own));
        _differences = new RecordDiff<NodeId>(
            pairing, new NodeLookup(alignment, _segments, RecordDiff<NodeId>.Batch), new NodeComparison(_segments), cancellation);
    }

    /// <inheritdoc cref="RecordDiff{TKey}.Current"/>
    public StoredNodeChange Current
    {
        get
        {
            ref readonly var pair = ref _differences.Current;
            return new StoredNodeChange(pair.Kind, Stored(pair.Before), Stored(pair.After));
        }
    }

    /// <inheritdoc cref="RecordDiff{TKey}.MoveNext"/>
    public bool MoveNext() => _differences.MoveNext();

    /// <inheritdoc cref="RecordDiff{TKey}.Count"/>
    public long[] Count() => _differences.Count();

    private StoredNode Stored(RowPlace place) => place.IsPresent ? new StoredNode(_segments[place.Segment], place.Row) : default;

    private NewestKeys<NodeId> Keys(int start, int end)
    {
        var streams = new List<KeyStream<NodeId>>();
        for (var number = start; number < end; number++)
        {
            streams.Add(new NodeKeys(_segments[number], number, age: number));
            if (_segments[number].TombstoneCount > 0)
                streams.Add(new DeletedNodeKeys(_segments[number], number, age: number));
        }

        return new NewestKeys<NodeId>(streams);
    }
}
