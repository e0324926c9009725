using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>Counts how many records differ between two versions.</summary>
internal static class DifferenceCount
{
    /// <summary>Whether neither version only adds to the other.</summary>
    public static bool IsWalked(ImmutableArray<SegmentDescriptor> before, ImmutableArray<SegmentDescriptor> after) =>
        SharedPrefix.Added(before, after) is null && SharedPrefix.Added(after, before) is null;

    /// <summary>How many differ, by <see cref="ChangeKind"/>; without a walk where one version only adds to the other.</summary>
    /// <param name="before">The segments of one kind in the earlier version.</param>
    /// <param name="after">Those in the later one.</param>
    /// <param name="walked">What differs, by a walk over both.</param>
    public static long[] Of(ImmutableArray<SegmentDescriptor> before, ImmutableArray<SegmentDescriptor> after, IEnumerable<ChangeKind> walked)
    {
        var counts = new long[Enum.GetValues<ChangeKind>().Length];
        if (SharedPrefix.Added(before, after) is { } added)
            counts[(int)ChangeKind.Added] = added;
        else if (SharedPrefix.Added(after, before) is { } removed)
            counts[(int)ChangeKind.Removed] = removed;
        else
            foreach (var kind in walked)
                counts[(int)kind]++;
        return counts;
    }
}
