using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>Decides which of the newest segments a commit merges with what it adds, in a store without compaction in the background.</summary>
/// <remarks>
/// Size-tiered: a segment's tier is the logarithm of its rows. When the new segment would be the eighth in a run of
/// segments of its tier or below, the run becomes one segment, which may in turn complete a run of the next tier. So
/// there are at most seven segments a tier, a record is rewritten about once a tier, and equal histories merge equally.
/// Only neighbours in age are merged, since what is newer wins.
/// </remarks>
internal static class MergePlanner
{
    private const int FanOut = 8;
    private const long LowestTierRows = 1024;

    /// <summary>How many of the oldest segments stay as they are; the others are merged with the new one.</summary>
    public static int Keep(ImmutableArray<SegmentDescriptor> segments, long newRows)
    {
        var keep = segments.Length;
        var rows = newRows;
        while (true)
        {
            var run = RunStart(segments, keep, Tier(rows));
            if (keep - run + 1 < FanOut)
                return keep;
            for (; keep > run; keep--)
                rows += segments[keep - 1].Rows;
        }
    }

    private static int RunStart(ImmutableArray<SegmentDescriptor> segments, int end, int tier)
    {
        while (end > 0 && Tier(segments[end - 1].Rows) <= tier)
            end--;
        return end;
    }

    private static int Tier(long rows)
    {
        var tier = 0;
        for (var limit = LowestTierRows; rows >= limit; limit *= FanOut)
            tier++;
        return tier;
    }
}
