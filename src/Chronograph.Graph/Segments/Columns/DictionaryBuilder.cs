using System.Text;

namespace Chronograph.Graph;

/// <summary>Gathers distinct texts in the order they come, and gives them their final, sorted codes at the end.</summary>
internal sealed class DictionaryBuilder
{
    private readonly Dictionary<byte[], int> _codes = new(Utf8Comparer.Instance);
    private readonly List<byte[]> _texts = [];

    public int Count => _texts.Count;

    /// <summary>A provisional code.</summary>
    public int Add(ReadOnlySpan<byte> text)
    {
        var lookup = _codes.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (lookup.TryGetValue(text, out var code))
            return code;
        var bytes = text.ToArray();
        _codes.Add(bytes, _texts.Count);
        _texts.Add(bytes);
        return _texts.Count - 1;
    }

    /// <summary>Writes the texts in order and returns the final code of each provisional one.</summary>
    public int[] WriteTo(SegmentWriter writer, ColumnId offsetsId, ColumnId bytesId)
    {
        var order = Order();
        var texts = new TextBuilder();
        foreach (var code in order)
            texts.Add(_texts[code]);
        texts.WriteTo(writer, offsetsId, bytesId);

        var final = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
            final[order[rank]] = rank;
        return final;
    }

    /// <summary>The texts in ascending order, or null when there are more than a zone map lists.</summary>
    public IReadOnlyList<string>? Zone(int limit) =>
        Count > limit ? null : [.. Order().Select(code => Encoding.UTF8.GetString(_texts[code]))];

    private int[] Order()
    {
        var order = new int[_texts.Count];
        for (var index = 0; index < order.Length; index++)
            order[index] = index;
        Array.Sort(order, (left, right) => _texts[left].AsSpan().SequenceCompareTo(_texts[right]));
        return order;
    }
}
