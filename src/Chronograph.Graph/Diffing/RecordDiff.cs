namespace Chronograph.Graph;

/// <summary>The records of one kind that differ between two versions, found a batch at a time. Allocates nothing for a record.</summary>
internal sealed class RecordDiff<TKey>(
    KeyPairing<TKey> pairing, SharedLookup<TKey> shared, PairComparison<TKey> comparison, CancellationToken cancellation)
    where TKey : struct, IComparable<TKey>
{
    /// <summary>How many keys are looked at together: enough for reads to overlap, few enough to stay in the nearest cache.</summary>
    public const int Batch = 128;

    private readonly KeyPair<TKey>[] _pairs = new KeyPair<TKey>[Batch];
    private int _at = -1;
    private int _different;

    /// <summary>The difference that was reached.</summary>
    public ref readonly KeyPair<TKey> Current => ref _pairs[_at];

    /// <summary>Goes to the next difference, in the order of keys.</summary>
    /// <exception cref="OperationCanceledException">The walk was cancelled.</exception>
    public bool MoveNext()
    {
        _at++;
        while (_at >= _different)
        {
            if (!ReadBatch())
                return false;
        }

        return true;
    }

    /// <summary>How many there are, by <see cref="ChangeKind"/>.</summary>
    public long[] Count()
    {
        var counts = new long[Enum.GetValues<ChangeKind>().Length];
        while (MoveNext())
            counts[(int)Current.Kind]++;
        return counts;
    }

    private bool ReadBatch()
    {
        cancellation.ThrowIfCancellationRequested();
        var pairs = _pairs.AsSpan(0, pairing.Read(_pairs));
        shared.Complete(pairs);
        (_at, _different) = (0, comparison.KeepDifferent(pairs));
        return !pairs.IsEmpty;
    }
}
