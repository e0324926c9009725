namespace Chronograph.Graph;

/// <summary>Completes pairs by what shared segments say: of keys that a version's own segments do not know, or know in an older one.</summary>
/// <remarks>
/// Segments are asked from the newest to the oldest, for a whole batch of keys each, so that what is read for one key need
/// not wait for what is read for another. A shared segment that speaks for both versions ends it: they do not differ.
/// </remarks>
internal abstract class SharedLookup<TKey>
    where TKey : struct, IComparable<TKey>
{
    private readonly int _firstShared;

    // Of each segment that is not shared: how many shared ones are older, and how many of those know none of its keys.
    private readonly int[] _below;
    private readonly int[] _unknownBelow;

    // Of a batch: the pairs that are not settled, for each pair the oldest segment to ask, those that one is asked for, its answers.
    private readonly int[] _pending;
    private readonly int[] _lowest;
    private readonly int[] _asked;
    private readonly long[] _rows;

    /// <param name="alignment">What is shared.</param>
    /// <param name="batch">The most pairs at a time.</param>
    protected SharedLookup(SegmentAlignment alignment, int batch)
    {
        Alignment = alignment;
        _below = [.. alignment.Before.Concat(alignment.After).Select(own => own.Below)];
        _unknownBelow = [.. alignment.Before.Concat(alignment.After).Select(own => own.OnlyAdds ? own.Below : 0)];
        _firstShared = _below.Length;
        _pending = new int[batch];
        _lowest = new int[batch];
        _asked = new int[batch];
        _rows = new long[batch];
    }

    /// <summary>What is shared.</summary>
    protected SegmentAlignment Alignment { get; }

    /// <summary>Looks up what is to be looked up.</summary>
    public void Complete(Span<KeyPair<TKey>> pairs)
    {
        var pending = Collect(pairs, out var lowest);
        for (var shared = Alignment.Shared.Length - 1; shared >= lowest && pending > 0; shared--)
        {
            var asked = Choose(pairs, pending, shared);
            if (asked == 0)
                continue;
            Find(shared, pairs, _asked.AsSpan(0, asked), _rows);
            for (var place = 0; place < asked; place++)
            {
                if (_rows[place] != RowPlace.Unknown)
                    Settle(ref pairs[_asked[place]], _asked[place], shared, _rows[place]);
            }

            pending = KeepThoseBelow(pending, shared);
        }
    }

    /// <summary>Finds keys in a shared segment.</summary>
    /// <param name="shared">Which one.</param>
    /// <param name="pairs">A batch.</param>
    /// <param name="asked">Those of the batch to find.</param>
    /// <param name="rows">Set for each of those: its row, or <see cref="RowPlace.Deleted"/> or <see cref="RowPlace.Unknown"/>.</param>
    protected abstract void Find(int shared, ReadOnlySpan<KeyPair<TKey>> pairs, ReadOnlySpan<int> asked, Span<long> rows);

    /// <summary>Collects those that some shared segment may know something of that counts.</summary>
    private int Collect(ReadOnlySpan<KeyPair<TKey>> pairs, out int lowest)
    {
        var count = 0;
        lowest = int.MaxValue;
        if (Alignment.Shared.IsEmpty)
            return count;
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            var first = FirstToAsk(pairs[pair]);
            if (first >= Alignment.Shared.Length)
                continue;
            lowest = Math.Min(lowest, first);
            _lowest[pair] = first;
            _pending[count++] = pair;
        }

        return count;
    }

    /// <summary>The oldest shared segment that may matter.</summary>
    private int FirstToAsk(in KeyPair<TKey> pair)
    {
        var both = pair.Before.IsKnown && pair.After.IsKnown;
        var oldest = both ? Math.Min(_below[pair.Before.Segment], _below[pair.After.Segment]) : 0;
        if (pair.Before.IsKnown)
            oldest = Math.Max(oldest, _unknownBelow[pair.Before.Segment]);
        if (pair.After.IsKnown)
            oldest = Math.Max(oldest, _unknownBelow[pair.After.Segment]);
        return oldest;
    }

    private int Choose(ReadOnlySpan<KeyPair<TKey>> pairs, int pending, int shared)
    {
        var count = 0;
        foreach (var pair in _pending.AsSpan(0, pending))
        {
            if (_lowest[pair] <= shared && !AddsBehind(pairs[pair], shared))
                _asked[count++] = pair;
        }

        return count;
    }

    /// <summary>Whether the shared segment only adds in a version that has the key in an older one: then it does not know it.</summary>
    private bool AddsBehind(in KeyPair<TKey> pair, int shared)
    {
        var segment = Alignment.Shared[shared];
        return (segment.OnlyAddsBefore && pair.Before.IsKnown && _below[pair.Before.Segment] <= shared)
            || (segment.OnlyAddsAfter && pair.After.IsKnown && _below[pair.After.Segment] <= shared);
    }

    /// <summary>A side takes what was found when nothing newer of its own knows the key.</summary>
    private void Settle(ref KeyPair<TKey> pair, int place, int shared, long row)
    {
        var found = new RowPlace(_firstShared + shared, row);
        if (!pair.Before.IsKnown || _below[pair.Before.Segment] <= shared)
            pair.Before = found;
        if (!pair.After.IsKnown || _below[pair.After.Segment] <= shared)
            pair.After = found;
        _lowest[place] = int.MaxValue;
    }

    private int KeepThoseBelow(int pending, int shared)
    {
        var kept = 0;
        foreach (var pair in _pending.AsSpan(0, pending))
        {
            if (_lowest[pair] < shared)
                _pending[kept++] = pair;
        }

        return kept;
    }
}
