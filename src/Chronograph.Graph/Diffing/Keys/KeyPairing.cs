namespace Chronograph.Graph;

/// <summary>Walks two sides together in ascending order of their keys and says for each key where either has it.</summary>
internal sealed class KeyPairing<TKey>(NewestKeys<TKey> before, NewestKeys<TKey> after)
    where TKey : struct, IComparable<TKey>
{
    private readonly Side _before = new(before);
    private readonly Side _after = new(after);

    /// <summary>The next keys; none at the end.</summary>
    public int Read(Span<KeyPair<TKey>> pairs)
    {
        var count = 0;
        while (count < pairs.Length)
        {
            var (hasBefore, hasAfter) = (_before.HasKey(), _after.HasKey());
            if (!hasBefore && !hasAfter)
                break;
            var order = !hasBefore ? 1 : !hasAfter ? -1 : _before.Key.CompareTo(_after.Key);
            ref var pair = ref pairs[count++];
            pair.Key = order <= 0 ? _before.Key : _after.Key;
            pair.Before = order <= 0 ? _before.Take() : RowPlace.None;
            pair.After = order >= 0 ? _after.Take() : RowPlace.None;
        }

        return count;
    }

    /// <summary>The keys of a side, read ahead.</summary>
    private sealed class Side(NewestKeys<TKey> keys)
    {
        private const int Ahead = 128;

        private readonly KnownKey<TKey>[] _keys = new KnownKey<TKey>[Ahead];
        private int _at;
        private int _count;

        public TKey Key => _keys[_at].Key;

        public bool HasKey()
        {
            if (_at == _count)
                (_at, _count) = (0, keys.Read(_keys));
            return _at < _count;
        }

        public RowPlace Take() => _keys[_at++].Place;
    }
}
