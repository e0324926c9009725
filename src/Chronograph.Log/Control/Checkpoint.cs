using System.Buffers.Binary;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>A place in the log up to which everything is durable: one of two slots in <c>control.meta</c>.</summary>
/// <remarks>A hint: recovery believes it only as far as the record it names bears it out.</remarks>
/// <param name="Generation">Grows with every checkpoint: of two readable ones the greater counts.</param>
/// <param name="Sequence">The last durable message; 0 when there is none.</param>
/// <param name="Segment">The segment that holds it.</param>
/// <param name="RecordOffset">Where its record begins.</param>
/// <param name="EndOffset">Where its record ends.</param>
/// <param name="Closed">Whether the writer closed the log there, so that nothing follows.</param>
internal readonly record struct Checkpoint(
    long Generation, long Sequence, SegmentId Segment, long RecordOffset, long EndOffset, bool Closed)
{
    public const int Size = 64;

    private const int ChecksumOffset = 60;
    private const uint ClosedState = 1;

    public static Checkpoint None => default;

    public void Write(Span<byte> bytes)
    {
        bytes[..Size].Clear();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, Sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], Segment.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], RecordOffset);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[24..], EndOffset);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[32..], Closed ? ClosedState : 0);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[40..], Generation);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[ChecksumOffset..], Crc32C.Compute(bytes[..ChecksumOffset]));
    }

    /// <summary>Reads a checkpoint, or returns null when the bytes are not one.</summary>
    public static Checkpoint? Read(ReadOnlySpan<byte> bytes)
    {
        if (Crc32C.Compute(bytes[..ChecksumOffset]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[ChecksumOffset..]))
            return null;
        var checkpoint = new Checkpoint(
            BinaryPrimitives.ReadInt64LittleEndian(bytes[40..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes),
            new SegmentId(BinaryPrimitives.ReadInt64LittleEndian(bytes[8..])),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
            BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[32..]) == ClosedState);
        return checkpoint.IsPlausible ? checkpoint : null;
    }

    private bool IsPlausible =>
        this is { Sequence: 0, Segment.Value: 0, RecordOffset: 0, EndOffset: 0 }
        || (Sequence is > 0 and <= RecordLayout.MostMessages && Segment.Value >= 0 && RecordOffset >= SegmentHeader.Size
            && EndOffset >= RecordOffset + RecordLayout.HeaderSize
            && RecordOffset % RecordLayout.Alignment == 0 && EndOffset % RecordLayout.Alignment == 0);
}
