using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>What each row replaces in older segments, in two bits; absent where that is not known, or nothing is replaced.</summary>
internal readonly struct ReplacementColumn
{
    /// <summary>The bits of an element.</summary>
    public const uint Bits = 2;

    private const int InByte = 4;
    private const int Mask = 3;

    private readonly SegmentFile? _file;
    private readonly ColumnEntry _entry;

    private ReplacementColumn(SegmentFile file, in ColumnEntry entry)
    {
        _file = file;
        _entry = entry;
    }

    /// <summary>Whether the segment has the column.</summary>
    public bool IsPresent => _file is not null;

    /// <summary>What a row replaces. Only of a column that is there.</summary>
    public Replacement this[long row]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if ((ulong)row >= (ulong)_entry.Count)
                ThrowOutside(row);
            return (Replacement)((_file!.Read(_entry.Offset + row / InByte, 1)[0] >> (int)(row % InByte * Bits)) & Mask);
        }
    }

    /// <exception cref="DamagedFileException">It does not have an element for each row.</exception>
    public static ReplacementColumn Open(SegmentFile file, ColumnId id, long rows)
    {
        if (!file.TryGetColumn(id, out var entry))
            return default;
        if (entry.Count != rows || entry.ElementBits != Bits)
            throw file.Damaged(id, $"holds {entry.Count} elements of {entry.ElementBits} bits");
        return new ReplacementColumn(file, entry);
    }

    /// <summary>What neighbouring rows replace. Only of a column that is there.</summary>
    [MethodImpl(Bulk.Loop)]
    public void CopyTo(long row, Span<Replacement> replaced)
    {
        if (replaced.IsEmpty)
            return;
        if ((ulong)row >= (ulong)_entry.Count || replaced.Length > _entry.Count - row)
            ThrowOutside(row + replaced.Length - 1);
        var skipped = (int)(row % InByte);
        var bytes = _file!.Read(_entry.Offset + row / InByte, (skipped + replaced.Length + InByte - 1) / InByte);
        for (var place = 0; place < replaced.Length; place++)
        {
            var element = place + skipped;
            replaced[place] = (Replacement)((bytes[element / InByte] >> (element % InByte * (int)Bits)) & Mask);
        }
    }

    private void ThrowOutside(long row) => throw new DamagedFileException(
        _file!.Path, _entry.Offset, $"element {row} of a column of {_entry.Count} was referred to");
}
