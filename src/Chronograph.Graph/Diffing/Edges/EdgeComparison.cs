namespace Chronograph.Graph;

/// <summary>Compares edges by their metadata.</summary>
/// <param name="segments">All segments of the diff, by number.</param>
internal sealed class EdgeComparison(SegmentTable<EdgeSegment> segments) : PairComparison<EdgeSortKey>
{
    private readonly EdgeMetadata _metadata = new(segments);
    private readonly EdgeMetadata _ahead = new(segments);
    private readonly (int Segment, long Index)[] _fetched = new (int, long)[RecordDiff<EdgeSortKey>.Batch];

    protected override void FetchCompared(ReadOnlySpan<KeyPair<EdgeSortKey>> pairs) => FetchFound(pairs);

    public override void FetchFound(ReadOnlySpan<KeyPair<EdgeSortKey>> pairs)
    {
        if (segments.Own == segments.Count)
            return;
        var count = 0;
        foreach (ref readonly var pair in pairs)
        {
            if (!segments.HasShared(pair.Before, pair.After, out var place) || _ahead.Find(place) is not (>= 0 and var index))
                continue;
            segments[place.Segment].MetadataTexts.Fetch(index);
            _fetched[count++] = (place.Segment, index);
        }

        foreach (var (segment, index) in _fetched.AsSpan(0, count))
            segments[segment].MetadataTexts.FetchBytes(index);
    }

    protected override bool AreSame(ReadOnlySpan<KeyPair<EdgeSortKey>> stretch)
    {
        var (before, after) = (stretch[0].Before, stretch[0].After);
        var (left, right) = (segments[before.Segment], segments[after.Segment]);
        // Where all edges have metadata, those of a row stand at its own number.
        return left.MetadataRows.Count == left.Out.Count && right.MetadataRows.Count == right.Out.Count
            ? left.MetadataTexts.AllSame(before.Row, right.MetadataTexts, after.Row, stretch.Length)
            : !left.HasMetadata && !right.HasMetadata;
    }

    protected override ChangeKind? CompareBoth(RowPlace before, RowPlace after) =>
        _metadata.Of(before).Bytes.SequenceEqual(_metadata.Of(after).Bytes) ? null : ChangeKind.Changed;
}
