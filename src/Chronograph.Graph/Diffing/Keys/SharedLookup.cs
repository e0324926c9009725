namespace Chronograph.Graph;

/// <summary>Completes pairs by what is the same in both versions: of keys that only one of them knows above that.</summary>
/// <remarks>
/// Segments are asked from the newest to the oldest, for a whole batch of keys each, so that what is read for one key need
/// not wait for what is read for another.
/// </remarks>
/// <param name="alignment">How far the versions are the same.</param>
/// <param name="batch">The most pairs at a time.</param>
internal abstract class SharedLookup<TKey>(SegmentAlignment alignment, int batch)
    where TKey : struct, IComparable<TKey>
{
    private readonly int _firstShared = alignment.OwnBefore + alignment.OwnAfter;
    private readonly bool[] _onlyAdds = [.. Enumerable.Range(0, alignment.OwnBefore + alignment.OwnAfter).Select(alignment.OnlyAdds)];

    // Of a batch: the pairs that are not settled, and the answers of a segment for them.
    private readonly int[] _asked = new int[batch];
    private readonly long[] _rows = new long[batch];

    /// <summary>Looks up what is to be looked up.</summary>
    public void Complete(Span<KeyPair<TKey>> pairs)
    {
        var asked = alignment.Shared == 0 ? 0 : Collect(pairs);
        for (var shared = alignment.Shared - 1; shared >= 0 && asked > 0; shared--)
        {
            Find(shared, pairs, _asked.AsSpan(0, asked), _rows);
            asked = Settle(pairs, asked, shared);
        }
    }

    /// <summary>Finds keys in a shared segment.</summary>
    /// <param name="shared">Which one.</param>
    /// <param name="pairs">A batch.</param>
    /// <param name="asked">Those of the batch to find.</param>
    /// <param name="rows">Set for each of those: its row, or <see cref="RowPlace.Deleted"/> or <see cref="RowPlace.Unknown"/>.</param>
    protected abstract void Find(int shared, ReadOnlySpan<KeyPair<TKey>> pairs, ReadOnlySpan<int> asked, Span<long> rows);

    private int Collect(ReadOnlySpan<KeyPair<TKey>> pairs)
    {
        var count = 0;
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            var (before, after) = (pairs[pair].Before, pairs[pair].After);
            if (before.IsKnown != after.IsKnown && !_onlyAdds[before.IsKnown ? before.Segment : after.Segment])
                _asked[count++] = pair;
        }

        return count;
    }

    /// <summary>The side that knew nothing takes what was found.</summary>
    /// <returns>How many are left to be asked for.</returns>
    private int Settle(Span<KeyPair<TKey>> pairs, int asked, int shared)
    {
        var left = 0;
        for (var place = 0; place < asked; place++)
        {
            ref var pair = ref pairs[_asked[place]];
            if (_rows[place] == RowPlace.Unknown)
                _asked[left++] = _asked[place];
            else if (pair.Before.IsKnown)
                pair.After = new RowPlace(_firstShared + shared, _rows[place]);
            else
                pair.Before = new RowPlace(_firstShared + shared, _rows[place]);
        }

        return left;
    }
}
