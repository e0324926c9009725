namespace Chronograph.Graph;

/// <summary>Compares nodes: content hashes first, since those that changed mostly differ there, then texts by their codes, then metadata.</summary>
/// <param name="segments">All segments of the diff, by number.</param>
internal sealed class NodeComparison(SegmentTable<NodeSegment> segments) : PairComparison<NodeId>
{
    // By the segment of the earlier version, then that of the later one.
    private readonly NodeMatch?[]?[] _matches = new NodeMatch?[segments.Count][];
    private readonly RowPlace[] _fetched = new RowPlace[RecordDiff<NodeId>.Batch];

    public override void FetchFound(ReadOnlySpan<KeyPair<NodeId>> pairs)
    {
        var found = Collect(pairs, whereHashesDiffer: true);
        foreach (var place in found)
            segments[place.Segment].FetchRecord(place.Row);
        foreach (var place in found)
            segments[place.Segment].FetchTexts(place.Row);
        foreach (var place in found)
            segments[place.Segment].FetchDictionaryTexts(place.Row);
    }

    /// <summary>Where the hash does not tell, that is codes and metadata. Hashes were fetched when nodes were found.</summary>
    protected override void FetchCompared(ReadOnlySpan<KeyPair<NodeId>> pairs)
    {
        var compared = Collect(pairs, whereHashesDiffer: false);
        foreach (var place in compared)
            segments[place.Segment].FetchCodes(place.Row);
        foreach (var place in compared)
            segments[place.Segment].FetchMetadata(place.Row);
    }

    private ReadOnlySpan<RowPlace> Collect(ReadOnlySpan<KeyPair<NodeId>> pairs, bool whereHashesDiffer)
    {
        if (segments.Own == segments.Count)
            return [];
        var count = 0;
        foreach (ref readonly var pair in pairs)
        {
            if (segments.HasShared(pair.Before, pair.After, out var place)
                && (whereHashesDiffer || (pair.Before.IsPresent && pair.After.IsPresent && Hash(pair.Before) == Hash(pair.After))))
                _fetched[count++] = place;
        }

        return _fetched.AsSpan(0, count);
    }

    protected override bool AreSame(ReadOnlySpan<KeyPair<NodeId>> stretch)
    {
        var (before, after) = (stretch[0].Before, stretch[0].After);
        return Match(before.Segment, after.Segment).Same(before.Row, after.Row, stretch.Length);
    }

    protected override ChangeKind? CompareBoth(RowPlace before, RowPlace after)
    {
        var hash = Hash(before);
        if (hash != Hash(after) || !Match(before.Segment, after.Segment).SameTexts(before.Row, after.Row))
            return ChangeKind.Changed;
        if (segments[before.Segment].Metadata(before.Row).SequenceEqual(segments[after.Segment].Metadata(after.Row)))
            return null;
        return hash == 0 ? ChangeKind.Changed : ChangeKind.Touched;
    }

    private ulong Hash(RowPlace place) => segments[place.Segment].ContentHash(place.Row);

    private NodeMatch Match(int before, int after) =>
        (_matches[before] ??= new NodeMatch?[segments.Count])[after] ??= new NodeMatch(segments[before], segments[after]);
}
