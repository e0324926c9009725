namespace Chronograph.Graph;

/// <summary>Merges the dictionaries of several segments, leaving out what is not used.</summary>
internal sealed class DictionaryMerge
{
    private readonly IReadOnlyList<DictionaryColumn> _dictionaries;
    private readonly BitList[] _used;
    private readonly int[][] _codes;

    public DictionaryMerge(IEnumerable<DictionaryColumn> dictionaries)
    {
        _dictionaries = [.. dictionaries];
        _used = [.. _dictionaries.Select(dictionary => new BitList(dictionary.Count))];
        _codes = [.. _dictionaries.Select(dictionary => new int[dictionary.Count])];
    }

    /// <summary>Notes that the merged segment needs a text.</summary>
    public void Use(int layer, int code) => _used[layer].Set(code);

    /// <summary>The code in the merged dictionary; only after <see cref="WriteTo"/>, and of a text that is used.</summary>
    public int Code(int layer, int code) => _codes[layer][code];

    public void WriteTo(Func<ReadOnlySpan<byte>, int> add)
    {
        var walk = new NewestWins<TextCursor>(_dictionaries.Select((dictionary, layer) => new TextCursor(dictionary, layer)));
        while (walk.MoveNext())
        {
            if (!IsUsed(walk.Group))
                continue;
            var code = add(walk.Current.Text);
            foreach (var cursor in walk.Group)
                _codes[cursor.Layer][cursor.Code] = code;
        }
    }

    private bool IsUsed(ReadOnlySpan<TextCursor> cursors)
    {
        foreach (var cursor in cursors)
        {
            if (_used[cursor.Layer][cursor.Code])
                return true;
        }

        return false;
    }
}
