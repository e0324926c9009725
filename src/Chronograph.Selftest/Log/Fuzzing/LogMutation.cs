using System.Buffers.Binary;
using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>Spoils one file of a log, by chance alone or so that its checksums match again.</summary>
internal sealed class LogMutation(Random random)
{
    private const int Record = RecordLayout.HeaderSize;
    private const int SmallestFile = DurableMark.Size;

    /// <summary>Spoils a file.</summary>
    /// <returns>Whether checksums were made to match, so that content may be anything.</returns>
    public bool Spoil(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var before = bytes.ToArray();
        var reseal = random.Next(2) == 0;
        bytes = reseal && bytes.Length >= SmallestFile ? Reseal(path, bytes) : Damage(bytes);
        File.WriteAllBytes(path, bytes);
        return reseal && !bytes.AsSpan().SequenceEqual(before);
    }

    private byte[] Damage(byte[] bytes)
    {
        if (bytes.Length == 0)
            return new byte[random.Next(200)];
        switch (random.Next(7))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                random.NextBytes(Part(bytes, random.Next(1, 256)));
                return bytes;
            case 2:
                Part(bytes, random.Next(1, bytes.Length + 1)).Clear();
                return bytes;
            case 3:
                Move(bytes);
                return bytes;
            case 4:
                var more = new byte[random.Next(1, 5000)];
                random.NextBytes(more);
                return [.. bytes, .. more];
            case 5:
                SetNumber(bytes, random.Next(Math.Max(1, Math.Min(bytes.Length, 2048) - 8)));
                return bytes;
            default:
                bytes[Near(bytes.Length)] ^= (byte)(1 << random.Next(8));
                return bytes;
        }
    }

    private byte[] Reseal(string path, byte[] bytes)
    {
        switch (Path.GetExtension(path))
        {
            case LogDirectory.SegmentExtension when random.Next(3) > 0:
                ResealRecord(path, bytes);
                break;
            case LogDirectory.SegmentExtension:
                ResealBlock(bytes, 0);
                break;
            case LogDirectory.IndexExtension when bytes.Length >= SparseIndex.HeaderSize:
                SetNumber(bytes, random.Next(Math.Max(1, bytes.Length - 8)));
                var sum = Crc32C.Append(Crc32C.Compute(bytes.AsSpan(0, 60)), bytes.AsSpan(64));
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), sum);
                break;
            case CursorFiles.Extension:
                ResealBlock(bytes, 64 * random.Next(2));
                break;
            case ".meta" when bytes.Length >= ControlFile.Size:
                ResealBlock(bytes, random.GetItems([0, 192, 256], 1)[0]);
                break;
            default:
                SetNumber(bytes, 8 * random.Next(2)); // index.meta has no checksum
                break;
        }

        return bytes;
    }

    // 64 bytes whose last four are their checksum.
    private void ResealBlock(byte[] bytes, int at)
    {
        if (bytes.Length < at + 64)
            return;
        var block = bytes.AsSpan(at, 64);
        for (var fields = random.Next(1, 3); fields > 0; fields--)
            SetNumber(block, random.Next(53));
        BinaryPrimitives.WriteUInt32LittleEndian(block[60..], Crc32C.Compute(block[..60]));
    }

    private void ResealRecord(string path, byte[] bytes)
    {
        if (!SegmentId.TryParse(Path.GetFileNameWithoutExtension(path), out var id) || bytes.Length < 2 * Record)
            return;
        var at = 64 * random.Next(1, Math.Min(bytes.Length / 64, 40));
        var record = bytes.AsSpan(at);
        if (random.Next(4) > 0)
            SetNumber(record, random.Next(Record - 8));
        else
            record[RecordLayout.Flags] = (byte)random.Next(8);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(record);
        if (length <= record.Length - Record)
            BinaryPrimitives.WriteUInt32LittleEndian(record[RecordLayout.PayloadChecksum..], Crc32.Compute(record.Slice(Record, (int)length)));
        var header = Parse(record);
        var sum = RecordHeader.Checksum(
            new RecordSalt(id).For(header.WriterEpoch), header.Word, header.Sequence, header.TimestampNs, header.PayloadChecksum, header.Reserved, header.Trace);
        BinaryPrimitives.WriteUInt32LittleEndian(record[RecordLayout.HeaderChecksum..], sum);
    }

    private static RecordHeader Parse(ReadOnlySpan<byte> record) => new(
        new RecordWord(BinaryPrimitives.ReadUInt64LittleEndian(record)),
        BinaryPrimitives.ReadInt64LittleEndian(record[RecordLayout.Sequence..]),
        BinaryPrimitives.ReadInt64LittleEndian(record[RecordLayout.Timestamp..]),
        BinaryPrimitives.ReadUInt32LittleEndian(record[RecordLayout.PayloadChecksum..]),
        0,
        BinaryPrimitives.ReadUInt32LittleEndian(record[RecordLayout.WriterEpoch..]),
        BinaryPrimitives.ReadUInt32LittleEndian(record[RecordLayout.Reserved2..]),
        new TraceContext(
            BinaryPrimitives.ReadUInt64LittleEndian(record[RecordLayout.TraceId..]),
            BinaryPrimitives.ReadUInt64LittleEndian(record[(RecordLayout.TraceId + 8)..]),
            BinaryPrimitives.ReadUInt64LittleEndian(record[RecordLayout.SpanId..])));

    // A header or a payload that stands elsewhere in the file, as a misdirected write leaves it.
    private void Move(byte[] bytes)
    {
        var (from, to) = (64 * random.Next((bytes.Length / 64) + 1), 64 * random.Next(Math.Min(bytes.Length / 64, 40) + 1));
        var count = Math.Min(64 * random.Next(1, 5), bytes.Length - Math.Max(from, to));
        if (count > 0)
            bytes.AsSpan(from, count).CopyTo(bytes.AsSpan(to));
    }

    private void SetNumber(Span<byte> bytes, int at)
    {
        if (bytes.Length < at + 8)
            return;
        var old = BinaryPrimitives.ReadInt64LittleEndian(bytes[at..]);
        long[] values = [0, 1, -1, long.MaxValue, long.MinValue, int.MaxValue, uint.MaxValue, 65536, old + 1, old - 1, old + 64, old - 64, old << 1, random.NextInt64()];
        var value = values[random.Next(values.Length)];
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteInt64LittleEndian(bytes[at..], value);
        else
            BinaryPrimitives.WriteInt32LittleEndian(bytes[at..], (int)value);
    }

    // Mostly near the beginning, where the structures are.
    private int Near(int length) => random.Next(Math.Min(length, 1 << random.Next(3, 17)));

    private Span<byte> Part(byte[] bytes, int count)
    {
        var from = Near(bytes.Length);
        return bytes.AsSpan(from, Math.Min(count, bytes.Length - from));
    }
}
