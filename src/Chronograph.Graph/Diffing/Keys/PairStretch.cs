namespace Chronograph.Graph;

/// <summary>Pairs that follow one another in the same segments row by row, so that they can be compared column by column.</summary>
internal static class PairStretch
{
    /// <summary>Fewer are compared one by one.</summary>
    public const int Shortest = 8;

    /// <summary>More are taken as several, so that one that differs leaves few others to be compared one by one.</summary>
    public const int Longest = 32;

    /// <summary>How many of the first pairs are such a stretch; 0 when too few.</summary>
    public static int Length<TKey>(ReadOnlySpan<KeyPair<TKey>> pairs)
        where TKey : struct, IComparable<TKey>
    {
        var (before, after) = (pairs[0].Before, pairs[0].After);
        if (!before.IsPresent || !after.IsPresent || pairs.Length < Shortest)
            return 0;
        var length = 1;
        while (length < Math.Min(pairs.Length, Longest)
            && pairs[length].Before.IsBehind(before, length)
            && pairs[length].After.IsBehind(after, length))
            length++;
        return length < Shortest ? 0 : length;
    }
}
