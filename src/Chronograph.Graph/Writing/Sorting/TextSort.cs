using System.Buffers.Binary;

namespace Chronograph.Graph;

/// <summary>Sorts the texts of a table by their bytes, eight at a time: most comparisons are of numbers and miss no cache.</summary>
internal sealed class TextSort
{
    private const int KeyBytes = sizeof(ulong);
    private const int Few = 8;

    private readonly TextTable _texts;
    private readonly int[] _order;
    private readonly ulong[] _keys;

    private TextSort(TextTable texts, int[] numbers)
    {
        _texts = texts;
        _order = numbers;
        _keys = new ulong[numbers.Length];
    }

    /// <summary>Sorts numbers of texts.</summary>
    public static void Sort(TextTable texts, int[] numbers)
    {
        var sort = new TextSort(texts, numbers);
        var ranges = new Stack<(int Start, int End, int Depth)>();
        ranges.Push((0, numbers.Length, 0));
        while (ranges.TryPop(out var range))
            sort.SortRange(range.Start, range.End, range.Depth, ranges);
    }

    /// <summary>Sorts texts that are equal in their first <paramref name="depth"/> bytes by the next eight; equal ones are left for later.</summary>
    private void SortRange(int start, int end, int depth, Stack<(int Start, int End, int Depth)> later)
    {
        if (end - start <= Few)
        {
            SortFew(start, end);
            return;
        }

        for (var place = start; place < end; place++)
            _keys[place] = Key(_texts[_order[place]], depth);
        Array.Sort(_keys, _order, start, end - start);
        for (var (group, place) = (start, start + 1); place <= end; place++)
        {
            if (place < end && _keys[place] == _keys[group])
                continue;
            if (place - group > 1)
                LeaveForLater(group, place, depth + KeyBytes, later);
            group = place;
        }
    }

    /// <summary>Texts that end here come first, the shorter the earlier: they differ from each other in trailing zeros only.</summary>
    private void LeaveForLater(int start, int end, int depth, Stack<(int Start, int End, int Depth)> later)
    {
        var longer = start;
        for (var place = start; place < end; place++)
        {
            if (_texts[_order[place]].Length <= depth)
                (_order[place], _order[longer]) = (_order[longer++], _order[place]);
        }

        SortFew(start, longer);
        if (end - longer > 1)
            later.Push((longer, end, depth));
    }

    private void SortFew(int start, int end) =>
        _order.AsSpan(start, end - start).Sort((left, right) => _texts[left].SequenceCompareTo(_texts[right]));

    private static ulong Key(ReadOnlySpan<byte> text, int depth)
    {
        var rest = text[depth..];
        if (rest.Length >= KeyBytes)
            return BinaryPrimitives.ReadUInt64BigEndian(rest);
        var key = 0UL;
        for (var index = 0; index < KeyBytes; index++)
            key = (key << 8) | (index < rest.Length ? rest[index] : 0u);
        return key;
    }
}
