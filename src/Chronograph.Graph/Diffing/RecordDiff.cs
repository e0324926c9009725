namespace Chronograph.Graph;

/// <summary>The records of one kind that differ between two versions, found a batch at a time. Allocates nothing for a record.</summary>
internal sealed class RecordDiff<TKey>(
    KeyPairing<TKey> pairing, SharedLookup<TKey> shared, PairComparison<TKey> comparison, CancellationToken cancellation)
    where TKey : struct, IComparable<TKey>
{
    /// <summary>How many keys are looked at together: enough for reads to overlap, few enough to stay in the nearest cache.</summary>
    public const int Batch = KeyPairing<TKey>.Ahead;

    private readonly KeyPair<TKey>[] _pairs = new KeyPair<TKey>[Batch];
    private readonly KeyPair<TKey>[] _alone = new KeyPair<TKey>[1];
    private long _batch;
    private bool _isComplete;
    private int _at = -1;
    private int _different;

    /// <summary>The difference that was reached.</summary>
    public ref readonly KeyPair<TKey> Current => ref _pairs[_at];

    /// <summary>Where <see cref="Current"/> stands, for <see cref="Complete"/>.</summary>
    public BatchPlace Place => new(_batch, _at);

    /// <summary>Goes to the next difference, in the order of keys.</summary>
    /// <exception cref="OperationCanceledException">The walk was cancelled.</exception>
    public bool MoveNext() => ++_at < _different || ReadBatch();

    /// <summary>How many there are, by <see cref="ChangeKind"/>.</summary>
    public long[] Count()
    {
        var counts = new long[Enum.GetValues<ChangeKind>().Length];
        while (ReadBatch())
        {
            foreach (ref readonly var pair in _pairs.AsSpan(0, _different))
                counts[(int)pair.Kind]++;
        }

        return counts;
    }

    /// <summary>Finds the place of a difference that was not needed to tell that it is one: of all of its batch, if that is the present one.</summary>
    /// <param name="pair">The difference.</param>
    /// <param name="place">Where it was reached.</param>
    public KeyPair<TKey> Complete(in KeyPair<TKey> pair, BatchPlace place)
    {
        if (place.Batch != _batch)
            return CompleteAlone(pair);
        if (!_isComplete)
            shared.Complete(_pairs.AsSpan(0, _different), PairState.OneSided);
        _isComplete = true;
        return _pairs[place.At];
    }

    private KeyPair<TKey> CompleteAlone(in KeyPair<TKey> pair)
    {
        _alone[0] = pair;
        shared.Complete(_alone, PairState.OneSided);
        return _alone[0];
    }

    private bool ReadBatch()
    {
        for (var isEnd = false; !isEnd;)
        {
            cancellation.ThrowIfCancellationRequested();
            var pairs = _pairs.AsSpan(0, pairing.Read(_pairs, out isEnd));
            shared.Complete(pairs, PairState.Open);
            (_at, _different) = (0, comparison.KeepDifferent(pairs));
            (_batch, _isComplete) = (_batch + 1, false);
            if (_different > 0)
                return true;
        }

        return false;
    }
}

/// <summary>Where a difference was reached: in which batch, and where in that.</summary>
internal readonly record struct BatchPlace(long Batch, int At);
