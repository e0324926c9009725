using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Chronograph.Log;

/// <summary>Where the fields of a record header lie; the table is in <c>docs/format/log.md</c>.</summary>
internal static class RecordLayout
{
    public const int HeaderSize = 64;
    public const int Alignment = 64;

    /// <summary>More messages than this outgrow all positions that there are. A file that names one is not to be believed.</summary>
    public const long MostMessages = long.MaxValue / Alignment;

    public const int Length = 0;
    public const int Flags = 4;
    public const int Reserved = 5;
    public const int Type = 6;
    public const int Sequence = 8;
    public const int Timestamp = 16;
    public const int PayloadChecksum = 24;
    public const int HeaderChecksum = 28;
    public const int WriterEpoch = 32;
    public const int Reserved2 = 36;
    public const int TraceId = 40;
    public const int SpanId = 56;

    /// <summary>In a gap, in place of the trace: the sequence number of the message behind it.</summary>
    public const int GapNext = TraceId;

    public const int TraceIdSize = 16;
    public const int SpanIdSize = 8;

    /// <summary>Bytes that a message takes in a segment: header and payload, padded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long SizeOf(long payloadLength) =>
        (HeaderSize + payloadLength + Alignment - 1) & ~(long)(Alignment - 1);

    public static long ReadSequence(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt64LittleEndian(header[Sequence..]);

    public static long ReadTimestamp(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt64LittleEndian(header[Timestamp..]);

    public static ushort ReadType(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt16LittleEndian(header[Type..]);

    public static ReadOnlySpan<byte> ReadTraceId(ReadOnlySpan<byte> header) => header.Slice(TraceId, TraceIdSize);

    public static ReadOnlySpan<byte> ReadSpanId(ReadOnlySpan<byte> header) => header.Slice(SpanId, SpanIdSize);
}
