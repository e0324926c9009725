using System.Buffers.Binary;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The 64 bytes at the beginning of a run. The format is in docs/format/manifest.md.</summary>
/// <param name="First">The first message of the history whose tags are in the run.</param>
/// <param name="Last">The last one.</param>
/// <param name="StampBefore">The <see cref="HistoryStamp"/> of the message before the first; 0 when there is none.</param>
/// <param name="StampOfLast">That of the last.</param>
/// <param name="NewestVersion">The newest version whose commit is among the messages up to the last.</param>
/// <param name="Entries">How many entries follow.</param>
internal readonly record struct TagRunHeader(
    long First, long Last, ulong StampBefore, ulong StampOfLast, GraphVersion NewestVersion, uint Entries)
{
    public const int Size = 64;

    private const int ChecksumOffset = 60;
    private const ushort FormatVersion = 1;

    private static ReadOnlySpan<byte> Magic => "CHGT"u8;

    public long FileLength => Size + (TagBlock.CountFor(Entries) * TagBlock.Size);

    public void Write(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        Magic.CopyTo(bytes);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], FormatVersion);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], First);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], Last);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[32..], StampBefore);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[40..], StampOfLast);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[48..], NewestVersion.Number);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[56..], Entries);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumOffset..], Crc32C.Compute(bytes[..ChecksumOffset]));
    }

    /// <exception cref="DamagedFileException">It is not the header of the run that the name says.</exception>
    /// <exception cref="UnsupportedFormatException">A later version, or a required feature that is not known.</exception>
    public static TagRunHeader Read(ReadOnlySpan<byte> bytes, string path, TagRunName name, long fileLength)
    {
        if (!bytes.StartsWith(Magic))
            throw new DamagedFileException(path, 0, "the file does not begin with CHGT");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]) != Crc32C.Compute(bytes[..ChecksumOffset]))
            throw new DamagedFileException(path, ChecksumOffset, "the checksum of the header is wrong");
        if (BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]) is var version && version != FormatVersion)
            throw new UnsupportedFormatException(path, $"it is tag index format {version}, this build reads {FormatVersion}");
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) is var required && required != 0)
            throw new UnsupportedFormatException(path, $"it uses required features 0x{required:x}, of which this build knows none");
        var header = new TagRunHeader(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[32..]),
            BinaryPrimitives.ReadUInt64LittleEndian(bytes[40..]),
            new GraphVersion(BinaryPrimitives.ReadInt64LittleEndian(bytes[48..])),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[56..]));
        if (header.First != name.First || header.Last != name.Last)
            throw new DamagedFileException(path, 16, $"the header is that of {new TagRunName(header.First, header.Last).FileName}");
        if (header.FileLength != fileLength)
            throw new DamagedFileException(path, 56, $"{header.Entries} entries do not give a file of {fileLength} bytes");
        return header;
    }
}
