using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>Which segments of one kind two versions share, wherever they stand, and which each has alone.</summary>
/// <remarks>
/// Segments are immutable and their numbers unique, so what both have holds the same in both. Commits add at the end and
/// merges replace neighbours, so what two versions share stands in the same order in both; a segment that did not would
/// count as not shared.
/// </remarks>
internal sealed class SegmentAlignment
{
    private readonly ImmutableArray<SegmentDescriptor> _before;
    private readonly ImmutableArray<SegmentDescriptor> _after;

    private SegmentAlignment(
        ImmutableArray<SegmentDescriptor> before, ImmutableArray<SegmentDescriptor> after, ImmutableArray<SharedSegment> shared)
    {
        (_before, _after, Shared) = (before, after, shared);
        Before = Own(before, shared.Select(segment => segment.LayerBefore));
        After = Own(after, shared.Select(segment => segment.LayerAfter));
    }

    /// <summary>What both have, oldest first.</summary>
    public ImmutableArray<SharedSegment> Shared { get; }

    /// <summary>What only the earlier version has, oldest first.</summary>
    public ImmutableArray<OwnSegment> Before { get; }

    /// <summary>What only the later version has, oldest first.</summary>
    public ImmutableArray<OwnSegment> After { get; }

    /// <summary>The records and tombstones that are not shared: what a walk costs.</summary>
    public long Rows => Before.Sum(own => _before[own.Layer].Rows) + After.Sum(own => _after[own.Layer].Rows);

    /// <summary>
    /// How many records differ, by <see cref="ChangeKind"/>, where one version has all segments of the other and what it has
    /// beside them was counted when it was committed; null where rows must be compared.
    /// </summary>
    public long[]? Counted =>
        Before.IsEmpty ? Count(_after, After)
        : After.IsEmpty && Count(_before, Before) is [var added, var removed, .. var replaced] ? [removed, added, .. replaced]
        : null;

    /// <param name="before">The segments of the earlier version, oldest first.</param>
    /// <param name="after">Those of the later one.</param>
    public static SegmentAlignment Of(ImmutableArray<SegmentDescriptor> before, ImmutableArray<SegmentDescriptor> after)
    {
        var places = after.Select((segment, layer) => (segment.SegmentId, layer)).ToDictionary();
        var shared = ImmutableArray.CreateBuilder<SharedSegment>();
        var next = 0;
        for (var layer = 0; layer < before.Length; layer++)
        {
            if (!places.TryGetValue(before[layer].SegmentId, out var place) || place < next)
                continue;
            shared.Add(new SharedSegment(layer, place, OnlyAdds(before, layer), OnlyAdds(after, place)));
            next = place + 1;
        }

        return new SegmentAlignment(before, after, shared.DrainToImmutable());
    }

    private static ImmutableArray<OwnSegment> Own(ImmutableArray<SegmentDescriptor> segments, IEnumerable<int> sharedLayers)
    {
        var own = ImmutableArray.CreateBuilder<OwnSegment>();
        var (below, shared) = (0, sharedLayers.ToHashSet());
        for (var layer = 0; layer < segments.Length; layer++)
        {
            if (shared.Contains(layer))
                below++;
            else
                own.Add(new OwnSegment(layer, below, OnlyAdds(segments, layer)));
        }

        return own.DrainToImmutable();
    }

    private long[]? Count(ImmutableArray<SegmentDescriptor> segments, ImmutableArray<OwnSegment> own)
    {
        var (added, removed, changed, touched) = (0L, 0L, 0L, 0L);
        for (var place = 0; place < own.Length; place++)
        {
            // A shared segment that is newer may say something else of the same keys.
            if (own[place].Below < Shared.Length)
                return null;
            var segment = segments[own[place].Layer];
            var onlyAdds = own[place].OnlyAdds && segment.TombstoneCount == 0;
            // What was counted is counted against all that is older: against what is shared only in the first one.
            if (!onlyAdds && (place > 0 || segment.Replaced is null))
                return null;
            var replaced = onlyAdds ? default : segment.Replaced!.Value;
            added += segment.RecordCount - replaced.Changed - replaced.Touched;
            removed += onlyAdds ? 0 : segment.TombstoneCount;
            changed += replaced.Changed;
            touched += replaced.Touched;
        }

        return [added, removed, changed, touched];
    }

    /// <summary>Whether older segments of a version know none of the keys of one, so that they need not be asked.</summary>
    private static bool OnlyAdds(ImmutableArray<SegmentDescriptor> segments, int layer) => layer == 0 || segments[layer].AddsOnly;
}

/// <summary>A segment that only one of two versions has.</summary>
/// <param name="Layer">Its place in that version.</param>
/// <param name="Below">How many of the shared segments are older.</param>
/// <param name="OnlyAdds">Whether older segments know none of its keys.</param>
internal readonly record struct OwnSegment(int Layer, int Below, bool OnlyAdds);

/// <summary>A segment that two versions share.</summary>
/// <param name="LayerBefore">Its place in the earlier version.</param>
/// <param name="LayerAfter">Its place in the later one.</param>
/// <param name="OnlyAddsBefore">Whether older segments of the earlier version know none of its keys.</param>
/// <param name="OnlyAddsAfter">The same of the later version.</param>
internal readonly record struct SharedSegment(int LayerBefore, int LayerAfter, bool OnlyAddsBefore, bool OnlyAddsAfter);
