namespace Chronograph.Graph;

/// <summary>The keys of several segments together in ascending order; of each key the newest segment speaks.</summary>
/// <remarks>
/// Where one segment has many keys in a row, they are copied without asking the others: as large segments with few small
/// ones on top have.
/// </remarks>
internal sealed class NewestKeys<TKey>
    where TKey : struct, IComparable<TKey>
{
    private readonly KeyStream<TKey>[] _streams;

    // Those that have keys left, by their next key, and of equal keys the newest first.
    private readonly Head[] _heads;
    private int _count;

    /// <param name="streams">Oldest first.</param>
    public NewestKeys(IReadOnlyList<KeyStream<TKey>> streams)
    {
        _streams = [.. streams];
        _heads = new Head[_streams.Length > 1 ? _streams.Length : 0]; // one alone is read as it is
        for (var stream = _heads.Length - 1; stream >= 0; stream--)
        {
            _streams[stream].Advance();
            _heads[stream].Stream = stream;
        }

        for (var first = (_count = _heads.Length) - 1; first >= 0; first--)
            Settle(first);
    }

    /// <summary>The next keys, each once; none at the end.</summary>
    public int Read(Span<KnownKey<TKey>> output)
    {
        if (_streams.Length == 1)
            return _streams[0].Read(output);
        var filled = 0;
        while (_count > 0 && filled < output.Length)
        {
            var first = _streams[_heads[0].Stream];
            if (_count == 1)
                filled += first.TakeBlock(output[filled..]);
            else if (_heads[0].Key.CompareTo(_heads[1].Key) < 0)
                filled += first.TakeBelow(_heads[1].Key, output[filled..]);
            else
                output[filled++] = TakeNewest(first);
            Settle(0);
        }

        return filled;
    }

    /// <summary>Takes a key that several segments know, and passes over it in the older ones. The oldest says what is older than all.</summary>
    private KnownKey<TKey> TakeNewest(KeyStream<TKey> newest)
    {
        var (taken, older) = (newest.Current, OlderRecord.Unknown);
        while (_count > 1 && _heads[1].Key.CompareTo(taken.Key) == 0)
        {
            var passed = _streams[_heads[1].Stream];
            older = passed.Current.Place.Older;
            passed.Advance();
            Settle(1);
        }

        newest.Advance();
        return taken with { Place = taken.Place with { Older = Together(older) } };
    }

    /// <summary>How the newest record differs from what is older than the oldest is not what either says of its own.</summary>
    private static OlderRecord Together(OlderRecord oldest) =>
        oldest is OlderRecord.Changed or OlderRecord.Touched ? OlderRecord.Some : oldest;

    /// <summary>Puts a stream that moved on in its place among those behind it, or leaves it out when it ended.</summary>
    private void Settle(int place)
    {
        var head = _heads[place];
        var stream = _streams[head.Stream];
        if (stream.IsEnded)
        {
            _count--;
            Array.Copy(_heads, place + 1, _heads, place, _count - place);
            return;
        }

        head.Key = stream.Current.Key;
        for (; place + 1 < _count && IsBehind(head, _heads[place + 1]); place++)
            _heads[place] = _heads[place + 1];
        _heads[place] = head;
    }

    private static bool IsBehind(in Head head, in Head other)
    {
        var order = head.Key.CompareTo(other.Key);
        return order != 0 ? order > 0 : head.Stream < other.Stream;
    }

    /// <summary>The next key of a stream; a higher number is newer.</summary>
    private struct Head
    {
        public TKey Key;
        public int Stream;
    }
}
