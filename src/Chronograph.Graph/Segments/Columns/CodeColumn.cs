using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Numbers of entries in a dictionary, in as few bits as the dictionary's size allows: 0, 2, 4, 8, 16 or 32.</summary>
internal readonly struct CodeColumn
{
    /// <summary>The bits of a code in a large column with at most four different ones.</summary>
    public const uint FewestBits = 2;

    private readonly SegmentFile _file;
    private readonly ColumnEntry _entry;
    private readonly long _limit;

    private CodeColumn(SegmentFile file, in ColumnEntry entry, long limit)
    {
        _file = file;
        _entry = entry;
        _limit = limit;
    }

    /// <summary>The code at an index: always a valid number of the dictionary.</summary>
    public int this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((ulong)index >= (ulong)_entry.Count)
                Throw(index, -1);
            var code = _entry.ElementBits switch
            {
                0 => 0L,
                2 => (_file.Read(_entry.Offset + (index >> 2), 1)[0] >> (int)((index & 3) * 2)) & 3,
                4 => (_file.Read(_entry.Offset + (index >> 1), 1)[0] >> (int)((index & 1) * 4)) & 0xF,
                8 => _file.Read(_entry.Offset + index, 1)[0],
                16 => MemoryMarshal.Read<ushort>(_file.Read(_entry.Offset + index * 2, 2)),
                _ => MemoryMarshal.Read<uint>(_file.Read(_entry.Offset + index * 4, 4)),
            };
            if (code >= _limit)
                Throw(index, code);
            return (int)code;
        }
    }

    /// <summary>Begins to fetch a code, without waiting for it. Only a hint.</summary>
    public void Fetch(long index) => _file?.Fetch(_entry.Offset + ((index * _entry.ElementBits) >> 3));

    /// <summary>Neighbouring codes, always valid numbers of the dictionary.</summary>
    public void CopyTo(long start, Span<int> codes)
    {
        if ((ulong)start > (ulong)_entry.Count || codes.Length > _entry.Count - start)
            Throw(start + codes.Length, -1);
        switch (_entry.ElementBits)
        {
            case 8:
                Widen(Bytes(start, start + codes.Length, 1), codes);
                break;
            case 16:
                Widen(MemoryMarshal.Cast<byte, ushort>(Bytes(start, start + codes.Length, 2)), codes);
                break;
            case 32:
                Widen(MemoryMarshal.Cast<byte, uint>(Bytes(start, start + codes.Length, 4)), codes);
                break;
            default:
                for (var place = 0; place < codes.Length; place++)
                    codes[place] = this[start + place];
                break;
        }
    }

    /// <summary>The first index in [<paramref name="start"/>, <paramref name="end"/>) whose code lies in a range, or -1.</summary>
    public long IndexOfRange(long start, long end, CodeRange range)
    {
        if (_entry.ElementBits is 0 or 2 or 4)
            return IndexOfRangeOneByOne(start, end, range);
        var width = (int)_entry.ElementBits / 8;
        var bytes = Bytes(start, end, width);
        var (low, high) = (range.Start, range.End - 1);
        var found = width switch
        {
            1 => bytes.IndexOfAnyInRange((byte)low, (byte)high),
            2 => MemoryMarshal.Cast<byte, ushort>(bytes).IndexOfAnyInRange((ushort)low, (ushort)high),
            _ => MemoryMarshal.Cast<byte, uint>(bytes).IndexOfAnyInRange((uint)low, (uint)high),
        };
        return found < 0 ? -1 : start + found;
    }

    /// <summary>Adds to the counts of codes how often each stands in the column.</summary>
    /// <param name="counts">One per entry of the dictionary.</param>
    public void CountInto(long[] counts, CancellationToken cancellation)
    {
        const long Step = 1 << 20;
        for (var start = 0L; start < _entry.Count; start += Step)
        {
            cancellation.ThrowIfCancellationRequested();
            var end = Math.Min(_entry.Count, start + Step);
            if (_entry.ElementBits == 8)
                CountBytes(Bytes(start, end, 1), start, counts);
            else
                CountOneByOne(start, end, counts);
        }
    }

    /// <param name="dictionarySize">The entries of the dictionary the codes refer to.</param>
    public static CodeColumn Open(SegmentFile file, ColumnId id, long count, long dictionarySize)
    {
        if (!file.TryGetColumn(id, out var entry) && count > 0)
            throw file.Damaged(id, "is missing");
        if (entry.Count != count || entry.ElementBits is not (0 or FewestBits or 4 or 8 or 16 or 32) || dictionarySize > int.MaxValue)
            throw file.Damaged(id, $"holds {entry.Count} codes of {entry.ElementBits} bits");
        return new CodeColumn(file, entry, dictionarySize);
    }

    /// <summary>The bits a code takes when there are so many entries.</summary>
    public static uint BitsFor(int dictionarySize) => dictionarySize switch
    {
        <= 1 => 0,
        <= 1 << 4 => 4,
        <= 1 << 8 => 8,
        <= 1 << 16 => 16,
        _ => 32,
    };

    private ReadOnlySpan<byte> Bytes(long start, long end, int width)
    {
        if (start < 0 || end > _entry.Count)
            Throw(end, -1);
        return _file.Read(_entry.Offset + start * width, checked((int)(end - start) * width));
    }

    private void Widen<T>(ReadOnlySpan<T> stored, Span<int> codes)
        where T : unmanaged, IBinaryInteger<T>
    {
        var largest = 0u;
        for (var place = 0; place < codes.Length; place++)
        {
            var code = uint.CreateTruncating(stored[place]);
            largest = Math.Max(largest, code);
            codes[place] = (int)code;
        }

        if (codes.Length > 0 && largest >= _limit)
            Throw(-1, largest);
    }

    private long IndexOfRangeOneByOne(long start, long end, CodeRange range)
    {
        for (var index = start; index < end; index++)
        {
            if (range.Contains(this[index]))
                return index;
        }

        return -1;
    }

    private void CountBytes(ReadOnlySpan<byte> codes, long start, long[] counts)
    {
        for (var index = 0; index < codes.Length; index++)
        {
            if (codes[index] >= counts.Length)
                Throw(start + index, codes[index]);
            counts[codes[index]]++;
        }
    }

    private void CountOneByOne(long start, long end, long[] counts)
    {
        for (var index = start; index < end; index++)
            counts[this[index]]++;
    }

    private void Throw(long index, long code) => throw new DamagedFileException(
        _file.Path, _entry.Offset, $"code {code} at {index} of {_entry.Count} does not lie within a dictionary of {_limit}");
}
