using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Numbers of entries in a dictionary, in as few bits as the dictionary's size allows: 0, 4, 8, 16 or 32.</summary>
internal readonly struct CodeColumn
{
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

    /// <param name="dictionarySize">The entries of the dictionary the codes refer to.</param>
    public static CodeColumn Open(SegmentFile file, ColumnId id, long count, long dictionarySize)
    {
        if (!file.TryGetColumn(id, out var entry) && count > 0)
            throw file.Damaged(id, "is missing");
        if (entry.Count != count || entry.ElementBits is not (0 or 4 or 8 or 16 or 32) || dictionarySize > int.MaxValue)
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

    private void Throw(long index, long code) => throw new DamagedFileException(
        _file.Path, _entry.Offset, $"code {code} at {index} of {_entry.Count} does not lie within a dictionary of {_limit}");
}
