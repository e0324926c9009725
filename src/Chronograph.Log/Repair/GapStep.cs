using System.Buffers.Binary;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Records that messages are lost, in the place where they had been: no sound message moves.</summary>
/// <param name="Path">The segment.</param>
/// <param name="From">Where the damage begins.</param>
/// <param name="To">Where the next sound record begins, or the segment's records end.</param>
/// <param name="Segment">The segment's id, which salts the checksum.</param>
/// <param name="Order">What the gap follows; its timestamp and epoch become the gap's.</param>
/// <param name="NextSequence">The number of the message behind the gap.</param>
/// <param name="Reason">What is wrong.</param>
internal sealed record GapStep(string Path, long From, long To, SegmentId Segment, RecordOrder Order, long NextSequence, string Reason)
    : RepairStep(Path, From, To, Describe(Order.NextSequence, NextSequence, Reason))
{
    private const int LargestRecord = 1 << 20;
    private static readonly byte[] Zeros = new byte[LargestRecord];

    public override long LostMessages => NextSequence - Order.NextSequence;

    /// <summary>Numbers that a stretch of a segment can have held, each in 64 bytes or more.</summary>
    public static long Capacity(long from, long to) => (to - from) / RecordLayout.Alignment;

    public override void Apply(LogDirectory directory)
    {
        using var file = directory.Files.Open(Path, FileIntent.ReadWrite);
        SegmentPreparer.Extend(file, To);
        for (var offset = From; offset < To; offset += LargestRecord)
            file.Write(Zeros.AsSpan(0, (int)Math.Min(LargestRecord, To - offset)), offset);
        file.Flush();
        WriteRecords(file);
        file.Flush();
    }

    private static string Describe(long first, long next, string reason) => (next - first) switch
    {
        0 => $"{reason}; no message is lost",
        1 => $"{reason}; message {first} is recorded as lost",
        _ => $"{reason}; messages {first} to {next - 1} are recorded as lost",
    };

    // Several records where the gap is large, each taking as many of the numbers as it has room for.
    private void WriteRecords(StorageFile file)
    {
        Span<byte> header = stackalloc byte[RecordLayout.HeaderSize];
        var sequence = Order.NextSequence;
        for (var offset = From; offset < To;)
        {
            var size = (int)Math.Min(LargestRecord, To - offset);
            var next = Math.Min(NextSequence, sequence + Capacity(0, size));
            Write(header, size - RecordLayout.HeaderSize, sequence, next);
            file.Write(header, offset);
            (offset, sequence) = (offset + size, next);
        }
    }

    private void Write(Span<byte> bytes, int length, long sequence, long next)
    {
        var word = RecordWord.Create(length, RecordWord.GapType, RecordWord.Committed | RecordWord.Padding);
        var trace = new TraceContext((ulong)next, 0, 0);
        var payload = Crc32.Compute(Zeros.AsSpan(0, length));
        var checksum = RecordHeader.Checksum(new RecordSalt(Segment).For(Order.Epoch), word, sequence, Order.TimestampNs, payload, 0, trace);
        bytes.Clear();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, word.Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[RecordLayout.Sequence..], sequence);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[RecordLayout.Timestamp..], Order.TimestampNs);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[RecordLayout.PayloadChecksum..], payload);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[RecordLayout.HeaderChecksum..], checksum);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[RecordLayout.WriterEpoch..], Order.Epoch);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[RecordLayout.GapNext..], next);
    }
}
