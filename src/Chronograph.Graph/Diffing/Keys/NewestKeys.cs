namespace Chronograph.Graph;

/// <summary>The keys of several segments together in ascending order; of each key the newest segment speaks.</summary>
/// <remarks>
/// Where one segment has many keys in a row, they are copied without asking the others: as large segments with few small
/// ones on top have.
/// </remarks>
internal sealed class NewestKeys<TKey>
    where TKey : struct, IComparable<TKey>
{
    // Those that have keys left, by their next key, and of equal keys the newest first.
    private readonly KeyStream<TKey>[] _streams;
    private int _count;

    public NewestKeys(IEnumerable<KeyStream<TKey>> streams)
    {
        _streams = [.. streams];
        for (var stream = _streams.Length - 1; stream >= 0; stream--)
            _streams[stream].Advance();
        for (var first = (_count = _streams.Length) - 1; first >= 0; first--)
            Settle(first);
    }

    /// <summary>The next keys, each once; none at the end.</summary>
    public int Read(Span<KnownKey<TKey>> output)
    {
        var filled = 0;
        while (_count > 0 && filled < output.Length)
        {
            var first = _streams[0];
            if (_count == 1)
                filled += first.TakeBlock(output[filled..]);
            else if (first.Current.Key.CompareTo(_streams[1].Current.Key) < 0)
                filled += first.TakeBelow(_streams[1].Current.Key, output[filled..]);
            else
                output[filled++] = TakeNewest(first);
            Settle(0);
        }

        return filled;
    }

    /// <summary>Takes a key that several segments know, and passes over it in the older ones.</summary>
    private KnownKey<TKey> TakeNewest(KeyStream<TKey> newest)
    {
        var taken = newest.Current;
        while (_count > 1 && _streams[1].Current.Key.CompareTo(taken.Key) == 0)
        {
            _streams[1].Advance();
            Settle(1);
        }

        newest.Advance();
        return taken;
    }

    /// <summary>Puts a stream that moved on in its place among those behind it, or leaves it out when it ended.</summary>
    private void Settle(int place)
    {
        var stream = _streams[place];
        var (low, high) = (place + 1, stream.IsEnded ? place : _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Before(_streams[middle], stream))
                low = middle + 1;
            else
                high = middle;
        }

        if (stream.IsEnded)
            low = _count--;
        Array.Copy(_streams, place + 1, _streams, place, low - place - 1);
        _streams[low - 1] = stream;
    }

    private static bool Before(KeyStream<TKey> left, KeyStream<TKey> right)
    {
        var order = left.Current.Key.CompareTo(right.Current.Key);
        return order != 0 ? order < 0 : left.Age > right.Age;
    }
}
