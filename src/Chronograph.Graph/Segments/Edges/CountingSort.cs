namespace Chronograph.Graph;

/// <summary>Sorts places by small keys in linear time.</summary>
internal static class CountingSort
{
    public static int[] Identity(int count)
    {
        var order = new int[count];
        for (var index = 0; index < count; index++)
            order[index] = index;
        return order;
    }

    /// <summary>Reorders places so that their keys ascend; equal keys keep their order.</summary>
    /// <param name="keys">The key of each place, below <paramref name="limit"/>.</param>
    public static int[] Stable(ReadOnlySpan<int> order, ReadOnlySpan<int> keys, int limit)
    {
        var starts = new int[limit + 1];
        foreach (var key in keys)
            starts[key + 1]++;
        for (var key = 0; key < limit; key++)
            starts[key + 1] += starts[key];

        var sorted = new int[order.Length];
        foreach (var place in order)
            sorted[starts[keys[place]]++] = place;
        return sorted;
    }
}
