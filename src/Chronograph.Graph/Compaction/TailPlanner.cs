using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>Divides the segments of a store that compacts in the background between its commits and that thread.</summary>
/// <remarks>
/// The small segments at the newest end are the commits': at most seven, which the eighth merges into one. All before them
/// are left to the background, until there are many because it has not kept up: then a commit brings into balance what is
/// newer than the merge that goes on there, and makes one of it where that is not enough. So neither ever replaces what the
/// other is merging, and there are never more than <see cref="MostSegments"/> of a kind.
/// </remarks>
internal sealed class TailPlanner
{
    /// <summary>The most segments of a kind.</summary>
    public const int MostSegments = 20;

    private const int FanOut = 8;
    private const int Many = 16; // with room for those that commits bring while as many are merged

    public static TailPlanner Default { get; } = new();

    /// <summary>Segments of fewer rows than these are small; other than the default only for tests.</summary>
    public long SmallRows { get; init; } = 1024;

    /// <summary>As many segments the background lets be, so that not every one that becomes its own starts a merge.</summary>
    public int Few { get; init; } = 8;

    /// <summary>How many of the oldest segments a commit lets be; it merges the others with the one that it brings.</summary>
    /// <param name="segments">Oldest first.</param>
    /// <param name="newRows">The rows of what it brings.</param>
    /// <param name="claimed">How many of the oldest segments end with those that are being merged in the background.</param>
    public int Keep(ImmutableArray<SegmentDescriptor> segments, long newRows, int claimed)
    {
        var keep = segments.Length;
        var tail = Math.Max(claimed, TailStart(segments));
        if (newRows < SmallRows && keep - tail + 1 >= FanOut)
            keep = tail;
        if (keep >= Many)
            keep = Math.Min(keep, claimed + BalancePlanner.Start(segments.AsSpan()[claimed..], newRows));
        return keep < MostSegments ? keep : claimed;
    }

    /// <summary>What the background merges next.</summary>
    public SegmentRun Background(ImmutableArray<SegmentDescriptor> segments)
    {
        var end = Math.Min(Many, TailStart(segments));
        return new SegmentRun(end <= Few ? end : BalancePlanner.Start(segments.AsSpan()[..end], newRows: 0), end);
    }

    private int TailStart(ImmutableArray<SegmentDescriptor> segments)
    {
        var start = segments.Length;
        while (start > 0 && segments[start - 1].Rows < SmallRows)
            start--;
        return start;
    }
}
