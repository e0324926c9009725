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
            Keys(types, 0, alignment.OwnBefore), Keys(types, alignment.OwnBefore, _segments.Own));
        _differences = new RecordDiff<EdgeSortKey>(
            pairing,
            new EdgeLookup(alignment, _segments, types, RecordDiff<EdgeSortKey>.Batch),
            new EdgeComparison(_segments),
            cancellation);
    }

    /// <inheritdoc cref="RecordDiff{TKey}.Current"/>
    public StoredEdgeChange Current
    {
        get
        {
            ref readonly var pair = ref _differences.Current;
            // Texts are read where rows are read in their order, if either side is there.
            var place = !pair.After.IsPresent || (pair.Before.IsPresent && _segments.IsShared(pair.After.Segment)) ? pair.Before : pair.After;
            return new StoredEdgeChange(
                pair.Kind, pair.Key.Source, _segments[place.Segment], place.Row, Metadata(pair.Before), Metadata(pair.After));
        }
    }

    /// <inheritdoc cref="RecordDiff{TKey}.MoveNext"/>
    public bool MoveNext() => _differences.MoveNext();

    /// <inheritdoc cref="RecordDiff{TKey}.Count"/>
    public long[] Count() => _differences.Count();

    private StoredText Metadata(RowPlace place) => place.IsPresent ? _metadata.Of(place) : default;

    private NewestKeys<EdgeSortKey> Keys(EdgeTypeRanks types, int start, int end) => new(
        Enumerable.Range(start, end - start).Select(number => new EdgeKeys(_segments[number], types.Of(number), number, age: number)));
}
