namespace Chronograph.Graph;

/// <summary>Walks two sides together in ascending order of their keys and says for each key what either knows of it.</summary>
internal sealed class KeyPairing<TKey>(NewestKeys<TKey> before, NewestKeys<TKey> after)
    where TKey : struct, IComparable<TKey>
{
    /// <summary>So many keys of a side are read at a time.</summary>
    public const int Ahead = 128;

    private readonly Side _before = new(before);
    private readonly Side _after = new(after);

    /// <summary>The next keys, without some that do not differ.</summary>
    /// <param name="pairs">Room for at least <see cref="Ahead"/>.</param>
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
    private sealed class Side(NewestKeys<TKey> keys)
    {
        private readonly KnownKey<TKey>[] _keys = keys.IsEmpty ? [] : new KnownKey<TKey>[Ahead];
        private int _at;
        private int _count;

        public bool HasKey => _at < _count;

        public TKey Key => _keys[_at].Key;

        /// <summary>Reads on when there are no more.</summary>
        public bool HasKeys()
        {
            if (_at == _count)
                (_at, _count) = (0, keys.Read(_keys));
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
