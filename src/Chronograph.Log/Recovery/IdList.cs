namespace Chronograph.Log;

/// <summary>Lists of segment ids are sorted.</summary>
internal static class IdList
{
    /// <summary>The place of an id in a sorted list, or a negative number.</summary>
    public static int IndexOf(this IReadOnlyList<SegmentId> ids, SegmentId id)
    {
        var (low, high) = (0, ids.Count - 1);
        while (low <= high)
        {
            var middle = low + ((high - low) / 2);
            var order = ids[middle].CompareTo(id);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }
}
