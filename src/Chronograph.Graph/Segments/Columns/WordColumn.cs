using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Integers of 32 or 64 bits: local numbers, offsets, hashes.</summary>
internal readonly struct WordColumn
{
    private readonly SegmentFile _file;
    private readonly long _offset;
    private readonly bool _wide;

    private WordColumn(SegmentFile file, in ColumnEntry entry)
    {
        _file = file;
        _offset = entry.Offset;
        _wide = entry.ElementBits == 64;
        Count = entry.Count;
    }

    public long Count { get; }

    public long this[long index]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((ulong)index >= (ulong)Count)
                ThrowOutside(index);
            return _wide
                ? MemoryMarshal.Read<long>(_file.Read(_offset + index * sizeof(long), sizeof(long)))
                : MemoryMarshal.Read<uint>(_file.Read(_offset + index * sizeof(uint), sizeof(uint)));
        }
    }

    /// <param name="count">The elements there must be, or -1 for any number.</param>
    /// <param name="widths">The element widths in bits that are allowed.</param>
    public static WordColumn Open(SegmentFile file, ColumnId id, long count, params ReadOnlySpan<uint> widths)
    {
        var present = file.TryGetColumn(id, out var entry);
        if (!present && count > 0)
            throw file.Damaged(id, "is missing");
        if (present && (!widths.Contains(entry.ElementBits) || (count >= 0 && entry.Count != count)))
            throw file.Damaged(id, $"holds {entry.Count} elements of {entry.ElementBits} bits");
        return new WordColumn(file, entry);
    }

    /// <summary>Begins to fetch an element, without waiting for it. Only a hint.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(long index) => _file?.Fetch(_offset + index * (_wide ? sizeof(long) : sizeof(uint)));

    /// <summary>Whether elements have 64 bits.</summary>
    public bool IsWide => _wide;

    /// <summary>Neighbouring 64-bit elements, read in place.</summary>
    public ReadOnlySpan<ulong> WideSlice(long start, long count)
    {
        if ((ulong)start > (ulong)Count || (ulong)count > (ulong)(Count - start) || count > int.MaxValue / sizeof(ulong))
            ThrowOutside(start + count);
        return MemoryMarshal.Cast<byte, ulong>(_file.Read(_offset + start * sizeof(ulong), (int)count * sizeof(ulong)));
    }

    /// <summary>Neighbouring 32-bit elements, read in place.</summary>
    public ReadOnlySpan<uint> Slice(long start, long count)
    {
        if ((ulong)start > (ulong)Count || (ulong)count > (ulong)(Count - start) || count > int.MaxValue / sizeof(uint))
            ThrowOutside(start + count);
        return MemoryMarshal.Cast<byte, uint>(_file.Read(_offset + start * sizeof(uint), (int)count * sizeof(uint)));
    }

    /// <summary>Elements <paramref name="index"/> and the one after it, as a range within [0, <paramref name="limit"/>].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (long Start, long End) Range(long index, long limit)
    {
        var (start, end) = _wide || (ulong)index >= (ulong)(Count - 1) ? (this[index], this[index + 1]) : Pair(index);
        if ((ulong)start > (ulong)end || (ulong)end > (ulong)limit)
            ThrowRange(index, start, end, limit);
        return (start, end);
    }

    /// <summary>As <see cref="Range"/>, of a column of 32 bits; without more instructions than needed, where lookups go.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (long Start, long End) NarrowRange(long index, long limit)
    {
        if ((ulong)index >= (ulong)(Count - 1))
            ThrowOutside(index + 1);
        var (start, end) = Pair(index);
        if ((ulong)start > (ulong)end || (ulong)end > (ulong)limit)
            ThrowRange(index, start, end, limit);
        return (start, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (long First, long Second) Pair(long index)
    {
        var pair = MemoryMarshal.Read<ulong>(_file.Read(_offset + index * sizeof(uint), sizeof(ulong)));
        return ((uint)pair, (long)(pair >> 32));
    }

    private void ThrowOutside(long index) => throw new DamagedFileException(
        _file.Path, _offset, $"element {index} of a column of {Count} was referred to");

    private void ThrowRange(long index, long start, long end, long limit) => throw new DamagedFileException(
        _file.Path, _offset, $"element {index} gives the range {start} to {end}, which does not lie within {limit}");
}
