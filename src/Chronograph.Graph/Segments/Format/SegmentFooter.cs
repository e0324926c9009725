using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The index at the end of a segment file: its counts, its columns, and a checksum per block.</summary>
internal sealed class SegmentFooter
{
    public const int FixedSize = 64;
    public const int BlockShift = 16;
    public const int BlockSize = 1 << BlockShift;

    private const ulong MostRecords = 1UL << 48;

    private static ReadOnlySpan<byte> Magic => "CHGF"u8;

    public required long RecordCount { get; init; }

    public required long TombstoneCount { get; init; }

    public required ColumnEntry[] Columns { get; init; }

    public required uint[] BlockChecksums { get; init; }

    public byte[] ToBytes()
    {
        var bytes = new byte[FixedSize + Columns.Length * ColumnEntry.Size + BlockChecksums.Length * sizeof(uint)];
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), Columns.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(8), RecordCount);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(16), TombstoneCount);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), BlockShift);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(28), BlockChecksums.Length);
        for (var index = 0; index < Columns.Length; index++)
            Columns[index].Write(bytes.AsSpan(FixedSize + index * ColumnEntry.Size));
        MemoryMarshal.AsBytes(BlockChecksums).CopyTo(bytes.AsSpan(FixedSize + Columns.Length * ColumnEntry.Size));
        return bytes;
    }

    /// <summary>Reads a footer whose checksum was found right, and checks that everything in it lies within the file.</summary>
    public static SegmentFooter Read(ReadOnlySpan<byte> bytes, string path, long offset)
    {
        if (!bytes.StartsWith(Magic))
            throw new DamagedFileException(path, offset, "the footer does not begin with CHGF");
        var shift = BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]);
        if (shift != BlockShift)
            throw new UnsupportedFormatException(path, $"its blocks are of 2^{shift} bytes, this build reads 2^{BlockShift}");

        var columns = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        var blocks = BinaryPrimitives.ReadInt32LittleEndian(bytes[28..]);
        var expectedBlocks = (offset + BlockSize - 1) >> BlockShift;
        if (columns < 0 || blocks != expectedBlocks
            || bytes.Length != FixedSize + (long)columns * ColumnEntry.Size + (long)blocks * sizeof(uint))
            throw new DamagedFileException(path, offset, $"a footer of {bytes.Length} bytes cannot hold {columns} columns and {blocks} blocks");

        var footer = new SegmentFooter
        {
            RecordCount = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
            TombstoneCount = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            Columns = new ColumnEntry[columns],
            BlockChecksums = MemoryMarshal.Cast<byte, uint>(bytes[(FixedSize + columns * ColumnEntry.Size)..]).ToArray(),
        };
        if ((ulong)footer.RecordCount > MostRecords || (ulong)footer.TombstoneCount > MostRecords)
            throw new DamagedFileException(path, offset + 8, $"no file holds {footer.RecordCount} records and {footer.TombstoneCount} tombstones");
        for (var index = 0; index < columns; index++)
            footer.Columns[index] = ReadColumn(bytes, index, path, offset);
        return footer;
    }

    private static ColumnEntry ReadColumn(ReadOnlySpan<byte> bytes, int index, string path, long footerOffset)
    {
        var place = FixedSize + index * ColumnEntry.Size;
        var entry = ColumnEntry.Read(bytes[place..]);
        if (entry.Offset < SegmentHeader.Size || entry.Offset % SegmentWriter.Alignment != 0
            || entry.Length < 0 || entry.Length > footerOffset - entry.Offset || entry.Count < 0)
            throw new DamagedFileException(path, footerOffset + place, $"column {(int)entry.Id} does not lie within the file");
        return entry;
    }
}
