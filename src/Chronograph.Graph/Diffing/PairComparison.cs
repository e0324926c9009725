namespace Chronograph.Graph;

/// <summary>Compares what two versions have of some keys: stretches of rows column by column, the others one by one.</summary>
internal abstract class PairComparison<TKey>
    where TKey : struct, IComparable<TKey>
{
    /// <summary>Moves the pairs that differ to the front, in their order, and says how.</summary>
    /// <returns>How many differ.</returns>
    public int KeepDifferent(Span<KeyPair<TKey>> pairs)
    {
        var kept = 0;
        while (kept < pairs.Length && pairs[kept].State <= PairState.OneSided)
            kept++;
        if (kept == pairs.Length)
            return kept;
        FetchCompared(pairs[kept..]);
        for (var place = kept; place < pairs.Length;)
        {
            var stretch = PairStretch.Length<TKey>(pairs[place..]);
            var end = place + Math.Max(1, stretch);
            if (stretch > 0 && AreSame(pairs[place..end]))
                place = end;
            for (; place < end; place++)
            {
                if (Compare(pairs[place]) is not { } kind)
                    continue;
                pairs[kept] = pairs[place];
                pairs[kept++].Kind = kind;
            }
        }

        return kept;
    }

    /// <summary>Begins to fetch what will be read of records in shared segments, whose rows are not read one after another.</summary>
    public abstract void FetchFound(ReadOnlySpan<KeyPair<TKey>> pairs);

    /// <summary>Begins to fetch what will be compared of them.</summary>
    protected abstract void FetchCompared(ReadOnlySpan<KeyPair<TKey>> pairs);

    /// <summary>Whether all pairs of a stretch are the same; false when some are not, or that cannot be told quickly.</summary>
    protected abstract bool AreSame(ReadOnlySpan<KeyPair<TKey>> stretch);

    /// <summary>How a pair differs; null when it does not.</summary>
    protected abstract ChangeKind? CompareBoth(RowPlace before, RowPlace after);

    private ChangeKind? Compare(in KeyPair<TKey> pair)
    {
        if (pair.State <= PairState.OneSided)
            return pair.Kind;
        var (before, after) = (pair.Before, pair.After);
        if (!before.IsPresent || !after.IsPresent)
            return before.IsPresent ? ChangeKind.Removed : after.IsPresent ? ChangeKind.Added : null;
        return CompareBoth(before, after);
    }
}
