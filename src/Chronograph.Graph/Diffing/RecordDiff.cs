using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The records of one kind that differ between two versions, found a batch at a time. Allocates nothing for a record.</summary>
/// <param name="keys">What the versions know above what is the same.</param>
/// <param name="shared">Looks up what is the same.</param>
/// <param name="comparison">Compares records.</param>
/// <param name="cancellation">Ends the walk.</param>
internal sealed class RecordDiff<TKey>(
    OwnKeys<TKey> keys, SharedLookup<TKey> shared, PairComparison<TKey> comparison, CancellationToken cancellation)
    where TKey : struct, IComparable<TKey>
{
    /// <summary>How many keys are looked at together: enough for reads to overlap, few enough to stay in the nearest cache.</summary>
    public const int Batch = KeyStream<TKey>.BlockKeys;

    private readonly SoleSegment<TKey>? _sole = keys.Sole;
    private readonly KeyPair<TKey>[] _pairs = new KeyPair<TKey>[Batch];
    private int _batch;
    private bool _isFound;
    private bool _isFetched;
    private int _at = -1;
    private int _different;

    /// <summary>The difference that was reached.</summary>
    public BatchPlace Current => new(_batch, _at);

    /// <summary>How the record that was reached differs.</summary>
    public ChangeKind Kind => KindOf(_at);

    /// <summary>A row of the record that was reached, in a segment that one of the versions has alone; of one that was deleted, its tombstone.</summary>
    /// <param name="isAfter">Whether that is the later version.</param>
    public RowPlace Own(out bool isAfter)
    {
        if (_sole is not { } sole)
            return shared.Own(_pairs[_at], out isAfter);
        isAfter = !sole.IsEarlier;
        return sole.Row(_at);
    }

    /// <summary>Where the earlier version has a record; only if it has it.</summary>
    public RowPlace Before(BatchPlace place) => _sole is { IsEarlier: true } sole ? sole.Row(Checked(place))
        : Pair(place).Before is { IsKnown: true } before ? before
        : Found(place).Before;

    /// <summary>Where the later version has a record; only if it has it.</summary>
    public RowPlace After(BatchPlace place) => _sole is { IsEarlier: false } sole ? sole.Row(Checked(place))
        : Pair(place).After is { IsKnown: true } after ? after
        : Found(place).After;

    /// <summary>The key of a record, and what of its places is known without a look at what is the same.</summary>
    public ref readonly KeyPair<TKey> Pair(BatchPlace place)
    {
        var at = Checked(place);
        _sole?.Pair(_pairs);
        return ref _pairs[at];
    }

    /// <summary>Begins to fetch all that will be read of what is found, for all of the batch.</summary>
    public void Fetch(BatchPlace place)
    {
        if (_isFetched || Pair(place).State != PairState.OneSided)
            return;
        _ = Found(place);
        comparison.FetchFound(_pairs.AsSpan(0, _different));
        _isFetched = true;
    }

    /// <summary>Goes to the next difference, in the order of keys.</summary>
    /// <exception cref="OperationCanceledException">The walk was cancelled.</exception>
    public bool MoveNext() => ++_at < _different || ReadBatch();

    /// <summary>How many there are, by <see cref="ChangeKind"/>.</summary>
    public long[] Count()
    {
        var counts = new long[Enum.GetValues<ChangeKind>().Length];
        while (ReadBatch())
        {
            for (var at = 0; at < _different; at++)
                counts[(int)KindOf(at)]++;
        }

        return counts;
    }

    private bool ReadBatch()
    {
        for (var isEnd = false; !isEnd;)
        {
            cancellation.ThrowIfCancellationRequested();
            _different = _sole is { } sole ? sole.MoveNext(out isEnd) : FindDifferent(out isEnd);
            (_at, _batch, _isFound, _isFetched) = (0, _batch + 1, false, false);
            if (_different > 0)
                return true;
        }

        return false;
    }

    private int FindDifferent(out bool isEnd)
    {
        var pairs = _pairs.AsSpan(0, keys.Read(_pairs, out isEnd));
        shared.Complete(pairs, PairState.Open);
        return comparison.KeepDifferent(pairs);
    }

    private ChangeKind KindOf(int at) => _sole is { } sole ? sole.Kind(at) : _pairs[at].Kind;

    /// <summary>The key of a record and both places: what had not to be looked up yet is looked up now, for all of the batch.</summary>
    /// <exception cref="DamagedFileException">A segment says that there is something to be found, and there is nothing.</exception>
    private ref readonly KeyPair<TKey> Found(BatchPlace place)
    {
        ref readonly var pair = ref Pair(place);
        if (!_isFound)
            shared.Complete(_pairs.AsSpan(0, _different), PairState.OneSided);
        _isFound = true;
        if (pair.State == PairState.OneSided && !shared.IsFound(pair))
            throw shared.NotFound(pair);
        return ref pair;
    }

    private int Checked(BatchPlace place) => place.Batch == _batch
        ? place.At
        : throw new InvalidOperationException("The walk over the changes has gone on from this one.");
}

/// <summary>Where a difference was reached: in which batch, and where in that.</summary>
internal readonly record struct BatchPlace(int Batch, int At);
