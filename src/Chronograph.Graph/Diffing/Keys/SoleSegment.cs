namespace Chronograph.Graph;

/// <summary>
/// The differences of two versions of which one has a single segment above what is the same, and that says of each of its rows
/// what it replaces: then each row is one. Keys are read only if they are asked for.
/// </summary>
/// <param name="keys">The keys of the segment.</param>
/// <param name="isEarlier">Whether the earlier version has it.</param>
internal sealed class SoleSegment<TKey>(KeyStream<TKey> keys, bool isEarlier)
    where TKey : struct, IComparable<TKey>
{
    private readonly ChangeKind[] _kinds = new ChangeKind[KeyStream<TKey>.BlockKeys];
    private KnownKey<TKey>[] _known = [];
    private long _first;
    private int _count;
    private bool _arePaired = true;

    /// <summary>Whether the earlier version has it.</summary>
    public bool IsEarlier => isEarlier;

    /// <summary>How a row of the block differs.</summary>
    public ChangeKind Kind(int at) => _kinds[at];

    /// <summary>A row of the block.</summary>
    public RowPlace Row(int at) => new(0, OlderRecord.Unknown, _first + at);

    /// <summary>Goes to the next block of rows.</summary>
    /// <returns>How many they are.</returns>
    public int MoveNext(out bool isEnd)
    {
        if (!_arePaired)
            keys.Skip(_count);
        (_first, _count, _arePaired) = (_first + _count, keys.ReadKinds(isEarlier, _kinds), false);
        isEnd = _count == 0;
        return _count;
    }

    /// <summary>Makes pairs of the block, if that was not done.</summary>
    public void Pair(Span<KeyPair<TKey>> pairs)
    {
        if (_arePaired)
            return;
        if (_known.Length == 0)
            _known = new KnownKey<TKey>[_kinds.Length];
        OneSided.Pair(_known.AsSpan(0, keys.Read(_known)), isEarlier, pairs);
        _arePaired = true;
    }
}
