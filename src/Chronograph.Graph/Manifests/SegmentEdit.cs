using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>Puts one segment in place of some that are neighbours in age: an append when those are none at the end, else a merge.</summary>
/// <param name="Start">The first segment that goes.</param>
/// <param name="End">The first behind it that stays.</param>
/// <param name="Added">The segment in their place, or null for none.</param>
internal readonly record struct SegmentEdit(int Start, int End, SegmentDescriptor? Added)
{
    /// <summary>Leaves a list of segments as it is.</summary>
    public static SegmentEdit None => default;

    /// <summary>The same edit of a list that has changed since.</summary>
    /// <param name="segments">The list that the edit was made for.</param>
    /// <param name="current">The list as it is now.</param>
    /// <returns>Null when the segments that go no longer stand side by side.</returns>
    public SegmentEdit? MovedTo(ImmutableArray<SegmentDescriptor> segments, ImmutableArray<SegmentDescriptor> current)
    {
        if (Start == End)
            return this;
        var merged = segments[Start..End].Select(segment => segment.SegmentId).ToArray();
        var ids = current.Select(segment => segment.SegmentId).ToArray();
        var start = Array.IndexOf(ids, merged[0]);
        return start >= 0 && ids.AsSpan(start).StartsWith(merged) && (Start == 0) == (start == 0)
            ? new SegmentEdit(start, start + merged.Length, Added)
            : null;
    }

    public ImmutableArray<SegmentDescriptor> Apply(ImmutableArray<SegmentDescriptor> segments)
    {
        var shorter = segments.RemoveRange(Start, End - Start);
        return Added is null ? shorter : shorter.Insert(Start, Added);
    }
}
