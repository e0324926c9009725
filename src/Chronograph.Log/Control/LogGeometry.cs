using System.Buffers.Binary;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Bytes 0 to 63 of <c>control.meta</c>: what was decided when the log was created.</summary>
internal readonly record struct LogGeometry(long SegmentSize)
{
    public const int Size = 64;

    private const uint Magic = 0x43524843;
    private const ushort Version = 1;
    private const int ChecksumOffset = 60;

    public void Write(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], Version);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], SegmentSize);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumOffset..], Crc32C.Compute(bytes[..ChecksumOffset]));
    }

    /// <summary>Reads the geometry, or returns null when these bytes are not one.</summary>
    /// <exception cref="UnsupportedFormatException">They are one, of a version or with a required feature unknown here.</exception>
    public static LogGeometry? Read(string path, ReadOnlySpan<byte> bytes)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic
            || Crc32C.Compute(bytes[..ChecksumOffset]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]))
            return null;
        var version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        var required = BinaryPrimitives.ReadUInt32LittleEndian(bytes[16..]);
        if (version != Version || required != 0)
            throw new UnsupportedFormatException(path, $"control format {version}, required features 0x{required:X}; known are {Version} and none");
        var size = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
        return size is >= MessageLogOptions.SegmentSizeUnit and <= MessageLogOptions.LargestSegmentSize && size % MessageLogOptions.SegmentSizeUnit == 0 ? new LogGeometry(size) : null;
    }
}
