using Chronograph.Storage;

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

    // Of a batch: the pairs that are not settled, and the answers of a segment for them. Made when first needed: many a walk
    // looks nothing up.
    private int[] _asked = [];
    private long[] _rows = [];

    /// <summary>Where a segment knows the key that only one of the versions has, be it as deleted.</summary>
    /// <param name="isAfter">Whether that is the later version.</param>
    public RowPlace Own(in KeyPair<TKey> pair, out bool isAfter)
    {
        isAfter = (uint)pair.After.Segment < (uint)_firstShared;
        return isAfter ? pair.After : pair.Before;
    }

    /// <summary>Looks up the places that are missing.</summary>
    /// <param name="pairs">A batch.</param>
    /// <param name="state">Which pairs miss one.</param>
    public void Complete(Span<KeyPair<TKey>> pairs, PairState state)
    {
        var asked = alignment.Shared == 0 ? 0 : Collect(pairs, state);
        for (var shared = alignment.Shared - 1; shared >= 0 && asked > 0; shared--)
        {
            Find(shared, pairs, _asked.AsSpan(0, asked), _rows);
            asked = Settle(pairs, asked, shared);
        }
    }

    /// <summary>Whether a place that was looked up is one of a record.</summary>
    public bool IsFound(in KeyPair<TKey> pair)
    {
        _ = Own(pair, out var isAfter);
        return (isAfter ? pair.Before : pair.After).IsPresent;
    }

    /// <summary>What is wrong when there is none: a segment says that there is.</summary>
    public DamagedFileException NotFound(in KeyPair<TKey> pair) => NotFound(Own(pair, out _).Segment);

    /// <inheritdoc cref="NotFound(in KeyPair{TKey})"/>
    /// <param name="own">The segment.</param>
    protected abstract DamagedFileException NotFound(int own);

    /// <summary>Finds keys in a shared segment.</summary>
    /// <param name="shared">Which one.</param>
    /// <param name="pairs">A batch.</param>
    /// <param name="asked">Those of the batch to find.</param>
    /// <param name="rows">Set for each of those: its row, or <see cref="RowPlace.Deleted"/> or <see cref="RowPlace.Unknown"/>.</param>
    protected abstract void Find(int shared, ReadOnlySpan<KeyPair<TKey>> pairs, ReadOnlySpan<int> asked, Span<long> rows);

    private int Collect(ReadOnlySpan<KeyPair<TKey>> pairs, PairState state)
    {
        if (_asked.Length == 0)
            (_asked, _rows) = (new int[batch], new long[batch]);
        var count = 0;
        for (var pair = 0; pair < pairs.Length; pair++)
        {
            if (pairs[pair].State == state)
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
            var found = new RowPlace(_firstShared + shared, OlderRecord.Unknown, _rows[place]);
            if (!found.IsKnown)
                _asked[left++] = _asked[place];
            else if (pair.Before.IsKnown)
                pair.After = found;
            else
                pair.Before = found;
        }

        return left;
    }
}
