namespace Chronograph.Graph;

/// <summary>
/// What two versions know above what is the same: walks both sides together in ascending order of their keys and says for each
/// key what either knows of it.
/// </summary>
internal sealed class OwnKeys<TKey>
    where TKey : struct, IComparable<TKey>
{
    private readonly Side _before;
    private readonly Side _after;

    /// <param name="before">The keys of the earlier version's segments, oldest first.</param>
    /// <param name="after">The keys of the later one's.</param>
    public OwnKeys(IReadOnlyList<KeyStream<TKey>> before, IReadOnlyList<KeyStream<TKey>> after)
    {
        if (before.Count + after.Count == 1 && before.Concat(after).Single() is { AllDiffer: true } keys)
            Sole = new SoleSegment<TKey>(keys, isEarlier: after.Count == 0);
        (_before, _after) = Sole is null ? (new Side(before), new Side(after)) : (new Side([]), new Side([]));
    }

    /// <summary>The segment, where there is but one, and each of its rows is a difference: then that is read, and not this.</summary>
    public SoleSegment<TKey>? Sole { get; }

    /// <summary>The next keys, without some that do not differ.</summary>
    /// <param name="pairs">Room for at least as many as a block has.</param>
    /// <param name="isEnd">Whether there are no more keys.</param>
    public int Read(Span<KeyPair<TKey>> pairs, out bool isEnd)
    {
        var (hasBefore, hasAfter) = (_before.HasKeys(), _after.HasKeys());
        isEnd = !hasBefore && !hasAfter;
        if (!hasAfter)
            return OneSided.Pair(_before.TakeAll(), isEarlier: true, pairs);
        if (!hasBefore)
            return OneSided.Pair(_after.TakeAll(), isEarlier: false, pairs);
        var count = 0;
        while (count < pairs.Length && _before.HasKey && _after.HasKey)
        {
            var order = _before.Key.CompareTo(_after.Key);
            if (order < 0)
                count += OneSided.Pair(_before.Take(), isEarlier: true, pairs[count..]);
            else if (order > 0)
                count += OneSided.Pair(_after.Take(), isEarlier: false, pairs[count..]);
            else
                pairs[count++] = PairBoth();
        }

        return count;
    }

    private KeyPair<TKey> PairBoth() => new()
    {
        Key = _before.Key, Before = _before.Take()[0].Place, After = _after.Take()[0].Place, State = PairState.Compared,
    };

    /// <summary>The keys of a side, read ahead.</summary>
    private sealed class Side(IReadOnlyList<KeyStream<TKey>> streams)
    {
        private readonly NewestKeys<TKey> _newest = new(streams);
        private readonly KnownKey<TKey>[] _keys = new KnownKey<TKey>[streams.Count == 0 ? 0 : KeyStream<TKey>.BlockKeys];
        private int _at;
        private int _count;

        public bool HasKey => _at < _count;

        public TKey Key => _keys[_at].Key;

        /// <summary>Reads on when there are no more.</summary>
        public bool HasKeys()
        {
            if (_at == _count)
                (_at, _count) = (0, _newest.Read(_keys));
            return HasKey;
        }

        public ReadOnlySpan<KnownKey<TKey>> Take() => _keys.AsSpan(_at++, 1);

        public ReadOnlySpan<KnownKey<TKey>> TakeAll()
        {
            var taken = _keys.AsSpan(_at.._count);
            _at = _count;
            return taken;
        }
    }
}
