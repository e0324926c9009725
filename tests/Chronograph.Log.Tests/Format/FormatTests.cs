using System.Buffers.Binary;
using System.Diagnostics;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>The bytes on disk against the tables of <c>docs/format/log.md</c>, read without the product's own code.</summary>
public class FormatTests
{
    private const long Timestamp = 1_700_000_000_123_456_789;

    [Fact]
    public void A_record_is_laid_out_as_the_table_says()
    {
        using var directory = new TemporaryDirectory();
        var bytes = SegmentOf(directory, log =>
        {
            log.Append("hello"u8, new MessageProperties(
                0x1234,
                Timestamp,
                ActivityTraceId.CreateFromString("0102030405060708090a0b0c0d0e0f10"),
                ActivitySpanId.CreateFromString("1112131415161718")));
            log.Append(new byte[65], 7);
        });

        var record = bytes.AsSpan(64, 128);
        Assert.Equal(5u, U32(record));
        Assert.Equal([1, 0], record[4..6].ToArray());
        Assert.Equal(0x1234, BinaryPrimitives.ReadUInt16LittleEndian(record[6..]));
        Assert.Equal(1, I64(record[8..]));
        Assert.Equal(Timestamp, I64(record[16..]));
        Assert.Equal(0x3610A686u, U32(record[24..]));
        Assert.Equal(HeaderChecksum(record, segment: 0, epoch: 1), U32(record[28..]));
        Assert.Equal(1u, U32(record[32..]));
        Assert.Equal(0u, U32(record[36..]));
        Assert.Equal(Enumerable.Range(1, 16).Select(value => (byte)value), record[40..56].ToArray());
        Assert.Equal(Enumerable.Range(17, 8).Select(value => (byte)value), record[56..64].ToArray());
        Assert.Equal("hello"u8.ToArray(), record[64..69].ToArray());
        Assert.False(record[69..].ContainsAnyExcept((byte)0));

        var second = bytes.AsSpan(192);
        Assert.Equal(65u, U32(second));
        Assert.Equal(2, I64(second[8..]));
        Assert.Equal(HeaderChecksum(second, segment: 0, epoch: 1), U32(second[28..]));
        Assert.False(second[(64 + 65)..].ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void All_but_the_last_record_of_a_batch_say_that_it_continues()
    {
        using var directory = new TemporaryDirectory();
        var bytes = SegmentOf(directory, log =>
        {
            using (var batch = log.BeginBatch())
            {
                batch.Append("a"u8);
                batch.Append("b"u8);
                batch.Append("c"u8);
                batch.Commit();
            }

            using (var batch = log.BeginBatch())
            {
                batch.Append("d"u8);
                batch.Commit();
            }
        });
        Assert.Equal([5, 5, 1, 1], new[] { 0, 1, 2, 3 }.Select(record => (int)bytes[64 + (record * 128) + 4]));
        for (var record = 0; record < 4; record++)
        {
            var header = bytes.AsSpan(64 + (record * 128), 64);
            Assert.Equal(HeaderChecksum(header, segment: 0, epoch: 1), U32(header[28..]));
        }
    }

    [Fact]
    public void A_segment_header_is_laid_out_as_the_table_says()
    {
        using var directory = new TemporaryDirectory();
        var bytes = SegmentOf(directory, log =>
        {
            for (var number = 0; number < 600; number++)
                log.Append(new byte[64], new MessageProperties(TimestampNs: Timestamp + number));
        });
        Assert.Equal(65536, bytes.Length);
        AssertSegmentHeader(bytes, flags: 1, id: 0, firstSequence: 1, endOffset: 64 + (511 * 128), Timestamp, Timestamp + 510, count: 511);
        var next = File.ReadAllBytes(directory["000000001.q"]);
        AssertSegmentHeader(next, flags: 0, id: 1, firstSequence: 512, endOffset: 0, Timestamp + 511, 0, count: 0);
        Assert.Equal(HeaderChecksum(next.AsSpan(64), segment: 1, epoch: 1), U32(next.AsSpan(64 + 28)));
    }

    [Fact]
    public void Control_and_index_files_are_laid_out_as_the_tables_say()
    {
        using var directory = new TemporaryDirectory();
        SegmentOf(directory, log =>
        {
            for (var number = 0; number < 600; number++)
                log.Append(new byte[64], new MessageProperties(TimestampNs: Timestamp + number));
        });

        var mark = File.ReadAllBytes(directory["index.meta"]);
        Assert.Equal(16, mark.Length);
        Assert.Equal((1L, 64L + (89 * 128)), (I64(mark), I64(mark.AsSpan(8))));

        var control = File.ReadAllBytes(directory["control.meta"]).AsSpan();
        Assert.Equal(4096, control.Length);
        Assert.Equal("CHRC"u8.ToArray(), control[..4].ToArray());
        Assert.Equal((1u, 65536L), (U32(control[4..]), I64(control[8..])));
        Assert.Equal(Crc32C(control[..60]), U32(control[60..]));
        Assert.Equal((1u, 600L), (U32(control[64..]), I64(control[128..])));
        var newest = I64(control[(192 + 40)..]) > I64(control[(256 + 40)..]) ? control[192..256] : control[256..320];
        Assert.Equal((600L, 1L, 64L + (88 * 128)), (I64(newest), I64(newest[8..]), I64(newest[16..])));
        Assert.Equal((64L + (89 * 128), 1u), (I64(newest[24..]), U32(newest[32..])));
        Assert.Equal(Crc32C(newest[..60]), U32(newest[60..]));
        Assert.Equal(0u, U32(control[320..]));
        Assert.InRange(U32(control[324..]), 2u, 3u); // woken when the writer opened and closed the log, and perhaps when it was registered
        Assert.InRange(U32(control[328..]), 0u, 1u);
        Assert.False(control[332..].ContainsAnyExcept((byte)0));

        var index = File.ReadAllBytes(directory["000000000.idx"]).AsSpan();
        Assert.Equal("CHRI"u8.ToArray(), index[..4].ToArray());
        Assert.Equal((1u, 0L, 1L, 1u), (U32(index[4..]), I64(index[8..]), I64(index[16..]), U32(index[24..])));
        Assert.Equal(Crc32C([.. index[..60], .. index[64..]]), U32(index[60..]));
        Assert.Equal((1L, Timestamp, 64L, 88), (I64(index[64..]), I64(index[72..]), I64(index[80..]), index.Length));
    }

    private static byte[] SegmentOf(TemporaryDirectory directory, Action<MessageLog> write)
    {
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
            write(log);
        return File.ReadAllBytes(directory["000000000.q"]);
    }

    private static void AssertSegmentHeader(
        ReadOnlySpan<byte> header, ushort flags, long id, long firstSequence, long endOffset, long firstTimestamp, long lastTimestamp, uint count)
    {
        Assert.Equal("CHRQ"u8.ToArray(), header[..4].ToArray());
        Assert.Equal((1, flags), (BinaryPrimitives.ReadUInt16LittleEndian(header[4..]), BinaryPrimitives.ReadUInt16LittleEndian(header[6..])));
        Assert.Equal((id, firstSequence, endOffset), (I64(header[8..]), I64(header[16..]), I64(header[24..])));
        Assert.Equal((firstTimestamp, lastTimestamp), (I64(header[32..]), I64(header[40..])));
        Assert.Equal((count, 1u, 16u), (U32(header[48..]), U32(header[52..]), U32(header[56..])));
        Assert.Equal(Crc32C(header[..60]), U32(header[60..]));
    }

    private static uint HeaderChecksum(ReadOnlySpan<byte> header, ulong segment, uint epoch)
    {
        var salt = new byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(salt, segment);
        BinaryPrimitives.WriteUInt32LittleEndian(salt.AsSpan(8), epoch);
        return Crc32C([.. salt, .. header[..28], .. header[36..64]]);
    }

    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        var state = uint.MaxValue;
        foreach (var value in bytes)
        {
            state ^= value;
            for (var bit = 0; bit < 8; bit++)
                state = (state & 1) == 0 ? state >> 1 : (state >> 1) ^ 0x82F63B78;
        }

        return ~state;
    }

    private static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    private static long I64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
