using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>How far two versions are the same in one kind of records, from their oldest segments on, and what each has above that.</summary>
/// <remarks>
/// Whatever version holds a segment, that and all older ones of its list say the same: a commit adds at the end, a merge of
/// neighbours changes no record, and a rollback takes a whole list. So up to the newest segment that both have, two versions
/// are the same, also where one of them has merged what is older.
/// </remarks>
internal sealed class SegmentAlignment
{
    private readonly ImmutableArray<SegmentDescriptor> _before;
    private readonly ImmutableArray<SegmentDescriptor> _after;
    private readonly bool _believes;

    /// <param name="before">The segments of the earlier version, oldest first.</param>
    /// <param name="sameBefore">How many of them say what <paramref name="sameAfter"/> of the later one do.</param>
    /// <param name="after">The segments of the later version, oldest first.</param>
    /// <param name="sameAfter">How many of those say the same.</param>
    /// <param name="believes">Whether what is written of what segments replace is believed.</param>
    private SegmentAlignment(
        ImmutableArray<SegmentDescriptor> before, int sameBefore, ImmutableArray<SegmentDescriptor> after, int sameAfter, bool believes = true) =>
        (_before, SameBefore, _after, SameAfter, _believes) = (before, sameBefore, after, sameAfter, believes);

    /// <summary>How many of the oldest segments of the earlier version say the same as <see cref="SameAfter"/> of the later one.</summary>
    public int SameBefore { get; }

    /// <summary>How many of the oldest segments of the later version say the same.</summary>
    public int SameAfter { get; }

    /// <summary>How many segments the earlier version has above that.</summary>
    public int OwnBefore => _before.Length - SameBefore;

    /// <summary>How many segments the later version has above that.</summary>
    public int OwnAfter => _after.Length - SameAfter;

    /// <summary>How many segments are asked for what is the same: those of the version that has fewer.</summary>
    public int Shared => Math.Min(SameBefore, SameAfter);

    /// <summary>Whether those are the segments of the earlier version.</summary>
    public bool SharesBefore => SameBefore <= SameAfter;

    /// <summary>The records and tombstones of what is not the same: what a walk costs.</summary>
    public long Rows => RowsFrom(_before, SameBefore) + RowsFrom(_after, SameAfter);

    /// <summary>
    /// How many records differ, by <see cref="ChangeKind"/>, where one version has nothing of its own and what the other has
    /// was counted when it was committed; null where rows must be compared.
    /// </summary>
    public long[]? Counted =>
        !_believes ? null
        : OwnBefore == 0 ? Count(_after, SameAfter)
        : OwnAfter == 0 && Count(_before, SameBefore) is [var added, var removed, .. var replaced] ? [removed, added, .. replaced]
        : null;

    /// <summary>Believes what manifests and segments say of what is older.</summary>
    /// <param name="before">The segments of the earlier version, oldest first.</param>
    /// <param name="after">Those of the later one.</param>
    public static SegmentAlignment Of(ImmutableArray<SegmentDescriptor> before, ImmutableArray<SegmentDescriptor> after)
    {
        for (var layer = before.Length - 1; layer >= 0; layer--)
        {
            var other = after.Length - 1;
            while (other >= 0 && !before[layer].EndsAsDoes(after[other]))
                other--;
            if (other >= 0)
                return new SegmentAlignment(before, layer + 1, after, other + 1);
        }

        return new SegmentAlignment(before, 0, after, 0);
    }

    /// <summary>Believes only what is the very same file, from the oldest on: for who checks what manifests say.</summary>
    /// <inheritdoc cref="Of"/>
    public static SegmentAlignment OfFiles(ImmutableArray<SegmentDescriptor> before, ImmutableArray<SegmentDescriptor> after)
    {
        var same = 0;
        while (same < Math.Min(before.Length, after.Length) && before[same].SegmentId == after[same].SegmentId)
            same++;
        return new SegmentAlignment(before, same, after, same, believes: false);
    }

    /// <summary>What is known of the keys of a segment in older ones.</summary>
    /// <param name="own">The segment: those of the earlier version first, then those of the later one, each oldest first.</param>
    /// <param name="hasReplacements">Whether it says so of each.</param>
    public OlderRecords Older(int own, bool hasReplacements)
    {
        var (segments, layer) = own < OwnBefore ? (_before, SameBefore + own) : (_after, SameAfter + own - OwnBefore);
        var segment = segments[layer];
        if (layer == 0 || (_believes && segment.AddsOnly))
            return new OlderRecords(OlderRecord.None, segment.TombstoneCount == 0);
        return _believes && hasReplacements
            ? new OlderRecords(null, segment.Replaced is not null)
            : new OlderRecords(OlderRecord.Unknown, false);
    }

    private static long[]? Count(ImmutableArray<SegmentDescriptor> segments, int first)
    {
        var (added, removed, changed, touched) = (0L, 0L, 0L, 0L);
        for (var layer = first; layer < segments.Length; layer++)
        {
            var segment = segments[layer];
            var onlyAdds = OnlyAdds(segments, layer) && segment.TombstoneCount == 0;
            // What was counted is counted against all that is older: against what is the same only in the first one.
            if (!onlyAdds && (layer > first || segment.Replaced is null))
                return null;
            var replaced = onlyAdds ? default : segment.Replaced!.Value;
            added += segment.RecordCount - replaced.Changed - replaced.Touched;
            removed += onlyAdds ? 0 : segment.TombstoneCount;
            changed += replaced.Changed;
            touched += replaced.Touched;
        }

        return [added, removed, changed, touched];
    }

    private static long RowsFrom(ImmutableArray<SegmentDescriptor> segments, int first) => segments.Skip(first).Sum(segment => segment.Rows);

    /// <summary>Whether older segments of a version know none of the keys of one, so that they need not be asked.</summary>
    private static bool OnlyAdds(ImmutableArray<SegmentDescriptor> segments, int layer) => layer == 0 || segments[layer].AddsOnly;
}
