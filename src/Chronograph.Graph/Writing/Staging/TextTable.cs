using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Numbers distinct texts in the order they come.</summary>
internal sealed class TextTable
{
    private readonly TextArena _arena = new();
    private readonly PagedList<Entry> _entries = new();
    private HashSlots _slots;

    public int Count => _entries.Count;

    public long Bytes => _arena.Bytes + _entries.Bytes + _slots.Bytes;

    public ReadOnlySpan<byte> this[int number] => _arena[_entries[number].Text];

    /// <summary>The number of a text, a new one when it is new.</summary>
    [MethodImpl(Bulk.Loop)]
    public int Add(ReadOnlySpan<byte> text)
    {
        var hash = TextHash.Of(text);
        var number = Find(text, hash);
        if (number >= 0)
            return number;
        if (_slots.IsFull(Count + 1))
            Grow();
        number = Count;
        _entries.Add(new Entry(_arena.Add(text), hash));
        _slots.Add(hash, number);
        return number;
    }

    /// <summary>The number of a text, or -1.</summary>
    public int Find(ReadOnlySpan<byte> text) => Find(text, TextHash.Of(text));

    /// <summary>Gives the texts that are used their codes in a dictionary.</summary>
    /// <param name="used">By number.</param>
    /// <returns>The code of each number that is used.</returns>
    public int[] WriteTo(DictionaryBuilder dictionary, BitList used)
    {
        var numbers = used.Places();
        TextSort.Sort(this, numbers);
        var codes = new int[Count];
        foreach (var number in numbers)
            codes[number] = dictionary.Add(this[number]);
        return codes;
    }

    [MethodImpl(Bulk.Loop)]
    private int Find(ReadOnlySpan<byte> text, uint hash)
    {
        for (var probe = _slots.First(hash); _slots.At(probe) is >= 0 and var number; probe = _slots.After(probe))
        {
            ref var entry = ref _entries[number];
            if (entry.Hash == hash && _arena[entry.Text].SequenceEqual(text))
                return number;
        }

        return -1;
    }

    [MethodImpl(Bulk.Loop)]
    private void Grow()
    {
        _slots = HashSlots.For(Count + 1);
        for (var number = 0; number < Count; number++)
            _slots.Add(_entries[number].Hash, number);
    }

    private readonly record struct Entry(long Text, uint Hash);
}
