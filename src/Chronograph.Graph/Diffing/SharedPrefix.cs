using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>Segments are immutable and their numbers unique, so the oldest segments that two versions share hold the same.</summary>
internal static class SharedPrefix
{
    public static int Length(ImmutableArray<SegmentDescriptor> left, ImmutableArray<SegmentDescriptor> right)
    {
        var length = 0;
        while (length < left.Length && length < right.Length && left[length].SegmentId == right[length].SegmentId)
            length++;
        return length;
    }

    /// <summary>How many records the one side adds to all that the other has; null when it does more than that, or may.</summary>
    /// <param name="all">All segments of the other side.</param>
    /// <param name="more">Those of the side with more.</param>
    public static long? Added(ImmutableArray<SegmentDescriptor> all, ImmutableArray<SegmentDescriptor> more)
    {
        if (Length(all, more) < all.Length)
            return null;
        var added = 0L;
        for (var segment = all.Length; segment < more.Length; segment++)
        {
            if (more[segment].TombstoneCount > 0 || !OnlyAdds(more, segment))
                return null;
            added += more[segment].RecordCount;
        }

        return added;
    }

    /// <summary>Whether older segments know none of the keys of one, so that they need not be asked.</summary>
    public static bool OnlyAdds(ImmutableArray<SegmentDescriptor> segments, int segment) => segment == 0 || segments[segment].AddsOnly;
}
