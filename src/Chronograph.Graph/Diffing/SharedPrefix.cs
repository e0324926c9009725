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
}
