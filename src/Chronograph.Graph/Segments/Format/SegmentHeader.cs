using System.Buffers.Binary;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The 64 bytes at offset 0 of a segment file. The format is in docs/format/graph-segment.md.</summary>
internal readonly record struct SegmentHeader(
    SegmentName Name, long FooterOffset, int FooterLength, uint FooterChecksum, long FileLength, SegmentFeatures Required)
{
    public const int Size = 64;

    private const int ChecksumOffset = 60;
    private const ushort FormatVersion = 1;
    private const SegmentFeatures KnownRequiredFeatures = SegmentFeatures.TwoBitCodes;

    private static ReadOnlySpan<byte> Magic => "CHGS"u8;

    public void Write(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], FormatVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[6..], (ushort)Name.Kind);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[8..], (uint)Required);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Name.Id);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], FooterOffset);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[32..], FooterLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[36..], FooterChecksum);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], FileLength);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumOffset..], Crc32C.Compute(bytes[..ChecksumOffset]));
    }

    /// <summary>Reads a header, checking it against the file it stands in.</summary>
    /// <exception cref="DamagedFileException">It is not the header of this segment.</exception>
    /// <exception cref="UnsupportedFormatException">A later version, or a required feature that is not known.</exception>
    public static SegmentHeader Read(ReadOnlySpan<byte> bytes, string path, SegmentName expected, long fileLength)
    {
        if (!bytes.StartsWith(Magic))
            throw new DamagedFileException(path, 0, "the file does not begin with CHGS");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]) != Crc32C.Compute(bytes[..ChecksumOffset]))
            throw new DamagedFileException(path, ChecksumOffset, "the checksum of the header is wrong");
        CheckSupport(bytes, path);

        var kind = (SegmentKind)BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
        var name = new SegmentName(BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]), kind);
        var header = new SegmentHeader(
            name,
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[36..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            RequiredOf(bytes));
        if (name != expected)
            throw new DamagedFileException(path, 6, $"the header is that of {name.FileName}");
        if (header.FileLength != fileLength)
            throw new DamagedFileException(path, 40, $"the file has {fileLength} bytes where its header says {header.FileLength}");
        header.CheckFooter(path);
        return header;
    }

    private static void CheckSupport(ReadOnlySpan<byte> bytes, string path)
    {
        var version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        if (version != FormatVersion)
            throw new UnsupportedFormatException(path, $"it is segment format {version}, this build reads {FormatVersion}");
        if ((RequiredOf(bytes) & ~KnownRequiredFeatures) != 0)
            throw new UnsupportedFormatException(
                path, $"it uses required features 0x{(uint)RequiredOf(bytes):x}, of which this build knows 0x{(uint)KnownRequiredFeatures:x}");
    }

    private static SegmentFeatures RequiredOf(ReadOnlySpan<byte> bytes) =>
        (SegmentFeatures)BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]);

    private void CheckFooter(string path)
    {
        if (FooterOffset < Size || FooterLength < SegmentFooter.FixedSize || FooterOffset != FileLength - FooterLength)
            throw new DamagedFileException(path, 24, $"a footer of {FooterLength} bytes at {FooterOffset} does not end the file");
    }
}
