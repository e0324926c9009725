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
        var keys = new OwnKeys<EdgeSortKey>(
            Keys(alignment, types, 0, alignment.OwnBefore), Keys(alignment, types, alignment.OwnBefore, _segments.Own));
        _differences = new RecordDiff<EdgeSortKey>(
            keys, new EdgeLookup(alignment, _segments, types, RecordDiff<EdgeSortKey>.Batch), new EdgeComparison(_segments), cancellation);
    }

    /// <inheritdoc cref="RecordDiff{TKey}.Current"/>
    public StoredEdgeChange Current
    {
        get
        {
            // Texts are read where rows are read in their order; a tombstone has the ends and the type, too.
            var own = _differences.Own(out var isAfter);
            return new StoredEdgeChange(this, _differences.Current, _differences.Kind, _segments[own.Segment], own, isAfter);
        }
    }

    /// <inheritdoc cref="RecordDiff{TKey}.MoveNext"/>
    public bool MoveNext() => _differences.MoveNext();

    /// <inheritdoc cref="RecordDiff{TKey}.Count"/>
    public long[] Count() => _differences.Count();

    /// <summary>The ids of the ends.</summary>
    public EdgeSortKey Key(BatchPlace place) => _differences.Pair(place).Key;

    /// <inheritdoc cref="RecordDiff{TKey}.Before"/>
    public StoredText MetadataBefore(BatchPlace place) => Metadata(_differences.Before(place));

    /// <inheritdoc cref="RecordDiff{TKey}.After"/>
    public StoredText MetadataAfter(BatchPlace place) => Metadata(_differences.After(place));

    /// <inheritdoc cref="RecordDiff{TKey}.Fetch"/>
    public void Fetch(BatchPlace place) => _differences.Fetch(place);

    /// <summary>The metadata of the edge at a place; none where there is no edge.</summary>
    public StoredText Metadata(RowPlace place) => place.IsPresent ? _metadata.Of(place) : default;

    private List<EdgeKeys> Keys(SegmentAlignment alignment, EdgeTypeRanks types, int start, int end) =>
        [.. Enumerable.Range(start, end - start).Select(number =>
            new EdgeKeys(_segments[number], types.Of(number), number, alignment.Older(number, _segments[number].HasReplacements)))];
}
