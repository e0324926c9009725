namespace Chronograph.Graph;

/// <summary>The distinct texts of a column, in ascending order of their bytes; a code is a place among them.</summary>
internal sealed class DictionaryColumn
{
    private const int LargestCached = 4096;

    private readonly TextColumn _texts;

    // Filled as texts are asked for; two threads may both decode one, which does no harm.
    private readonly string?[] _cache;

    public DictionaryColumn(SegmentFile file, ColumnId offsetsId, ColumnId bytesId)
    {
        _texts = TextColumn.Open(file, offsetsId, bytesId, -1);
        _cache = new string?[_texts.Count <= LargestCached ? _texts.Count : 0];
    }

    public long Count => _texts.Count;

    public ReadOnlySpan<byte> Bytes(int code) => _texts[code];

    public string Text(int code) =>
        (uint)code < (uint)_cache.Length ? _cache[code] ??= _texts.Text(code) : _texts.Text(code);

    /// <summary>Begins to fetch where a text stands, without waiting for it. Only a hint.</summary>
    public void Fetch(int code) => _texts.Fetch(code);

    /// <summary>Begins to fetch the text itself.</summary>
    public void FetchBytes(int code) => _texts.FetchBytes(code);

    /// <summary>The codes of the texts that begin so: from the first up to, but not including, the second.</summary>
    public (int Start, int End) FindPrefix(ReadOnlySpan<byte> prefix)
    {
        var start = FirstThat(prefix, 0, static (text, prefix) => text.SequenceCompareTo(prefix) >= 0);
        return (start, FirstThat(prefix, start, static (text, prefix) => !text.StartsWith(prefix)));
    }

    /// <summary>The code of a text, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text)
    {
        var low = 0L;
        var high = _texts.Count;
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            var order = text.SequenceCompareTo(_texts[middle]);
            if (order == 0)
                return (int)middle;
            if (order < 0)
                high = middle;
            else
                low = middle + 1;
        }

        return -1;
    }

    private int FirstThat(ReadOnlySpan<byte> wanted, long low, Func<ReadOnlySpan<byte>, ReadOnlySpan<byte>, bool> holds)
    {
        for (var high = _texts.Count; low < high;)
        {
            var middle = low + ((high - low) >> 1);
            if (holds(_texts[middle], wanted))
                high = middle;
            else
                low = middle + 1;
        }

        return (int)low;
    }
}
