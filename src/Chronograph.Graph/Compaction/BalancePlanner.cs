using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>Decides which segments a compaction in the background merges, while commits leave the large ones to it.</summary>
/// <remarks>
/// A list is balanced when each segment has more rows than twice all newer ones together: then there are no more segments
/// than the logarithm of the rows to the base of three, and a row is rewritten about as often. What is out of balance, up to
/// the newest, becomes one segment; but nothing is done for few segments, so that not every commit starts a merge.
/// </remarks>
internal static class BalancePlanner
{
    private const int Few = 8;
    private const int Ratio = 2;

    /// <summary>The first segment to merge with all newer ones; the number of segments when there is nothing to do.</summary>
    public static int Start(ImmutableArray<SegmentDescriptor> segments)
    {
        var start = segments.Length;
        if (start <= Few)
            return start;
        var newer = segments[^1].Rows;
        for (var segment = segments.Length - 2; segment >= 0; segment--)
        {
            if (segments[segment].Rows <= Ratio * newer)
                start = segment;
            newer += segments[segment].Rows;
        }

        return start;
    }
}
