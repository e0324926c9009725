namespace Chronograph.Graph;

/// <summary>Finds the edges that differ between two versions.</summary>
internal sealed class EdgeDiff
{
    private readonly SegmentTable<EdgeSegment> _segments;
    private readonly RecordDiff<EdgeSortKey> _differences;
    private readonly EdgeMetadata _metadata;

    /// <summary>Begins a walk.</summary>
    public EdgeDiff(SegmentAlignment alignment, EdgeLayers before, EdgeLayers after, CancellationToken cancellation)
    {
        _segments = new SegmentTable<EdgeSegment>(alignment, before.Segment, after.Segment);
        _metadata = new EdgeMetadata(_segments);
        var types = new EdgeTypeRanks([.. Enumerable.Range(0, _segments.Own).Select(number => _segments[number])]);
        var pairing = new KeyPairing<EdgeSortKey>(
            Keys(alignment, types, 0, alignment.OwnBefore), Keys(alignment, types, alignment.OwnBefore, _segments.Own));
        _differences = new RecordDiff<EdgeSortKey>(
            pairing,
            new EdgeLookup(alignment, _segments, types, RecordDiff<EdgeSortKey>.Batch),
            new EdgeComparison(_segments),
            cancellation);
    }

    /// <inheritdoc cref="RecordDiff{TKey}.Current"/>
    public StoredEdgeChange Current => new(this, _differences.Current, _differences.Place);

    /// <inheritdoc cref="RecordDiff{TKey}.MoveNext"/>
    public bool MoveNext() => _differences.MoveNext();

    /// <inheritdoc cref="RecordDiff{TKey}.Count"/>
    public long[] Count() => _differences.Count();

    /// <inheritdoc cref="RecordDiff{TKey}.Complete"/>
    public KeyPair<EdgeSortKey> Complete(in KeyPair<EdgeSortKey> pair, BatchPlace place) => _differences.Complete(pair, place);

    /// <summary>Whether a place is in a segment that only one of the versions has.</summary>
    public bool IsOwn(RowPlace place) => (uint)place.Segment < (uint)_segments.Own;

    /// <summary>A segment of the diff, by number.</summary>
    public EdgeSegment Segment(int number) => _segments[number];

    /// <summary>The metadata of the edge at a place; none where there is no edge.</summary>
    public StoredText Metadata(RowPlace place) => place.IsPresent ? _metadata.Of(place) : default;

    private NewestKeys<EdgeSortKey> Keys(SegmentAlignment alignment, EdgeTypeRanks types, int start, int end) => new(
        Enumerable.Range(start, end - start).Select(number =>
            new EdgeKeys(_segments[number], types.Of(number), number, alignment.Older(number, _segments[number].HasReplacements))));
}
