using System.Buffers.Binary;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>The first 64 bytes of a segment; the table is in <c>docs/format/log.md</c>.</summary>
internal readonly record struct SegmentHeader
{
    public const int Size = 64;
    public const ushort Version = 1;
    public const ushort SealedFlag = 1;

    public const int EndOffsetOffset = 24;

    public const uint Magic = 0x51524843;
    private const int SizeUnit = 4096;
    private const ushort RequiredFeatures = 0xFF00;

    public required SegmentId Id { get; init; }

    public required long FirstSequence { get; init; }

    /// <summary>No message of the segment is older. Less than its first message's only after an abandoned batch.</summary>
    public required long FirstTimestampNs { get; init; }

    public required uint WriterEpoch { get; init; }

    public required long SegmentSize { get; init; }

    public bool Sealed { get; init; }

    /// <summary>Where the records of a sealed segment end; 0 before.</summary>
    public long EndOffset { get; init; }

    /// <summary>The last timestamp of a sealed segment; 0 before.</summary>
    public long LastTimestampNs { get; init; }

    /// <summary>The number of messages in a sealed segment; 0 before.</summary>
    public uint MessageCount { get; init; }

    public ulong Word => Magic | ((ulong)Version << 32) | ((ulong)(Sealed ? SealedFlag : 0) << 48);

    /// <summary>Whether a published word says that the segment is sealed.</summary>
    public static bool IsSealed(ulong word) => ((word >> 48) & SealedFlag) != 0;

    /// <summary>The header as it was before the seal.</summary>
    public SegmentHeader Unsealed => this with { Sealed = false, EndOffset = 0, LastTimestampNs = 0, MessageCount = 0 };

    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Word);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Id.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], FirstSequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[EndOffsetOffset..], EndOffset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[32..], FirstTimestampNs);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], LastTimestampNs);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[48..], MessageCount);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[52..], WriterEpoch);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[56..], (uint)(SegmentSize / SizeUnit));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[60..], Crc32C.Compute(bytes[..60]));
    }

    /// <summary>Reads a header and checks it.</summary>
    /// <param name="path">The file, for the error.</param>
    /// <param name="bytes">The 64 bytes, of a file that may be being sealed at this moment.</param>
    /// <param name="reason">What is wrong, when something is.</param>
    /// <exception cref="UnsupportedFormatException">The header is sound, but of a version or with a feature unknown here.</exception>
    public static SegmentHeader? Read(string path, ReadOnlySpan<byte> bytes, out string reason)
    {
        if (BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic)
        {
            reason = "the segment header does not begin with CHRQ";
            return null;
        }

        if (Sealing.StateOf(bytes) == SealingState.Broken)
        {
            reason = "the checksum of the segment header does not match";
            return null;
        }

        var header = Parse(path, bytes);
        reason = header.Implausible();
        return reason.Length == 0 ? header : null;
    }

    private static SegmentHeader Parse(string path, ReadOnlySpan<byte> bytes)
    {
        var version = BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]);
        if (version != Version)
            throw new UnsupportedFormatException(path, $"segment format {version}; known is {Version}");
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]);
        if ((flags & RequiredFeatures) != 0)
            throw new UnsupportedFormatException(path, $"segment features 0x{flags & RequiredFeatures:X4}; none are known");

        var header = new SegmentHeader
        {
            Sealed = (flags & SealedFlag) != 0,
            Id = new SegmentId(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..])),
            FirstSequence = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            EndOffset = BinaryPrimitives.ReadInt64LittleEndian(bytes[EndOffsetOffset..]),
            FirstTimestampNs = BinaryPrimitives.ReadInt64LittleEndian(bytes[32..]),
            LastTimestampNs = BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            MessageCount = BinaryPrimitives.ReadUInt32LittleEndian(bytes[48..]),
            WriterEpoch = BinaryPrimitives.ReadUInt32LittleEndian(bytes[52..]),
            SegmentSize = BinaryPrimitives.ReadUInt32LittleEndian(bytes[56..]) * (long)SizeUnit,
        };
        return header.Sealed ? header : header.Unsealed;
    }

    private string Implausible()
    {
        if (Id.Value < 0 || FirstSequence < 1)
            return "the segment header has an impossible id or sequence number";
        if (SegmentSize < MessageLogOptions.SegmentSizeUnit || SegmentSize > MessageLogOptions.LargestSegmentSize || SegmentSize % MessageLogOptions.SegmentSizeUnit != 0)
            return $"the segment header says {SegmentSize} bytes, which no segment has";
        if (Sealed && (EndOffset < Size || EndOffset > SegmentSize || EndOffset % RecordLayout.Alignment != 0))
            return $"the segment is sealed at {EndOffset}, which no record ends at";
        return "";
    }
}
