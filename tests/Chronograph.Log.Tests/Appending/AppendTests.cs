using System.Diagnostics;
using System.Text;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class AppendTests
{
    [Fact]
    public void Messages_come_back_in_order_with_what_was_given()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        var trace = ActivityTraceId.CreateRandom();
        var span = ActivitySpanId.CreateRandom();
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        Assert.Equal(1, log.Append("first"u8, 7));
        Assert.Equal(2, log.Append("second"u8, new MessageProperties(9, TraceId: trace, SpanId: span)));
        Assert.Equal(3, log.NextSequence);

        using var reader = log.CreateReader(LogStart.First);
        Assert.True(reader.TryRead(out var message));
        Assert.Equal((1L, (ushort)7, "first"), (message.Sequence, message.Type, Encoding.UTF8.GetString(message.Payload)));
        Assert.InRange(message.Timestamp, before, DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.Equal(default(ActivityTraceId).ToString(), message.TraceId.ToString());

        Assert.True(reader.TryRead(out message));
        Assert.Equal((2L, (ushort)9, "second"), (message.Sequence, message.Type, Encoding.UTF8.GetString(message.Payload)));
        Assert.Equal((trace, span), (message.TraceId, message.SpanId));
        Assert.False(reader.TryRead(out _));
    }

    [Fact]
    public void A_message_may_be_empty_and_as_large_as_a_segment_allows()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        var largest = LogTesting.Payload(1, 64 * 1024 - 128);
        log.Append([]);
        log.Append(largest);
        log.Append([]);
        Assert.Throws<ArgumentException>(() => log.Append(new byte[largest.Length + 1]));
        log.Append("after"u8);

        using var reader = log.CreateReader(LogStart.First);
        Assert.True(reader.TryRead(out var message) && message.Payload.IsEmpty);
        Assert.True(reader.TryRead(out message) && message.Payload.SequenceEqual(largest));
        Assert.True(reader.TryRead(out message) && message.Payload.IsEmpty);
        Assert.Equal(["after"], LogTesting.Texts(reader));
        LogTesting.AssertSound(directory.Path);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1000)]
    public void A_log_that_rolled_many_times_reads_back_whole(int size)
    {
        using var directory = new TemporaryDirectory();
        var count = 10 * 64 * 1024 / (size + 96);
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            for (var number = 1; number <= count; number++)
                Assert.Equal(number, log.Append(LogTesting.Payload(number, size)));
            AssertReads(log, count, size);
        }

        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            Assert.True(log.Recovery!.WasClosed);
            Assert.Equal(count + 1, log.NextSequence);
            AssertReads(log, count, size);
        }

        LogTesting.AssertSound(directory.Path);
    }

    [Fact]
    public void Appending_and_reading_allocate_nothing()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, new MessageLogOptions { SegmentSize = 4 << 20 });
        using var reader = log.CreateReader(LogStart.First);
        var payload = new byte[100];
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var number = 0; number < 1000; number++)
                log.Append(payload, 1);
            for (var number = 0; number < 1000; number++)
                reader.TryRead(out _);
            if (round > 0)
                Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Fact]
    public void Timestamps_never_go_back()
    {
        using var directory = new TemporaryDirectory();
        var clock = new SteppedClock { Now = DateTimeOffset.UnixEpoch.AddSeconds(100) };
        using var log = MessageLog.Open(directory.Path, LogTesting.Small with { TimeProvider = clock });
        log.Append("a"u8);
        clock.Now = clock.Now.AddSeconds(-50);
        log.Append("b"u8);
        log.Append("c"u8, new MessageProperties(TimestampNs: 120_000_000_001));
        log.Append("d"u8, new MessageProperties(TimestampNs: 5));
        Assert.Equal([100_000_000_000, 100_000_000_000, 120_000_000_001, 120_000_000_001], Timestamps(log));
    }

    [Fact]
    public void What_is_refused_or_taken_back_does_not_move_the_time_of_the_log()
    {
        using var directory = new TemporaryDirectory();
        var options = LogTesting.Small with { TimestampPolicy = TimestampPolicy.Caller, RefuseOlderTimestamps = true };
        using var log = MessageLog.Open(directory.Path, options);
        var late = new MessageProperties(TimestampNs: 1_000_000);
        log.Append("a"u8, new MessageProperties(TimestampNs: 10));
        Assert.Throws<ArgumentException>(() => log.Append(new byte[100_000], late));
        using (log.Claim(5, late))
        {
        }

        using (var batch = log.BeginBatch())
            batch.Append("no"u8, late);
        log.Append("b"u8, new MessageProperties(TimestampNs: 11));
        Assert.Equal([10, 11], Timestamps(log));
    }

    [Fact]
    public void No_message_is_older_than_its_segment_says_also_behind_a_claim_that_began_it()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small with { TimestampPolicy = TimestampPolicy.Caller });
        using (log.Claim(5, new MessageProperties(TimestampNs: 1000)))
        {
        }

        using (var batch = log.BeginBatch())
            batch.Append("no"u8, new MessageProperties(TimestampNs: 2000));
        log.Append("a"u8, new MessageProperties(TimestampNs: 10));
        Assert.Equal([1000], Timestamps(log));
    }

    [Fact]
    public void An_older_timestamp_can_be_refused_and_a_missing_one_is_where_the_caller_must_give_one()
    {
        using var directory = new TemporaryDirectory();
        var options = LogTesting.Small with { TimestampPolicy = TimestampPolicy.Caller, RefuseOlderTimestamps = true };
        using var log = MessageLog.Open(directory.Path, options);
        log.Append("a"u8, new MessageProperties(TimestampNs: 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => log.Append("b"u8, new MessageProperties(TimestampNs: 9)));
        Assert.Throws<ArgumentException>(() => log.Append("c"u8));
        log.Append("d"u8, new MessageProperties(TimestampNs: 10));
        Assert.Equal(["a", "d"], LogTesting.Texts(log));
    }

    [Fact]
    public void Coarse_timestamps_follow_the_clock()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small with { TimestampPolicy = TimestampPolicy.Coarse });
        var before = DateTimeOffset.UtcNow.AddMilliseconds(-100);
        log.Append("a"u8);
        Thread.Sleep(50);
        log.Append("b"u8);
        var stamps = Timestamps(log);
        Assert.InRange(stamps[0], UnixTime.ToNanoseconds(before), UnixTime.ToNanoseconds(DateTimeOffset.UtcNow));
        Assert.True(stamps[1] > stamps[0]);
    }

    [Fact]
    public void A_second_writer_is_told_who_holds_the_log()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        var error = Assert.Throws<StoreLockedException>(() => MessageLog.Open(directory.Path));
        Assert.Contains(Environment.ProcessId.ToString(), error.Message);
        log.Append("still mine"u8);
    }

    [Fact]
    public void The_segment_size_is_chosen_once()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
            log.Append("a"u8);
        using (var log = MessageLog.Open(directory.Path, new MessageLogOptions { SegmentSize = 1 << 20 }))
        {
            Assert.Equal(64 * 1024, log.Describe().SegmentSize);
            Assert.Throws<ArgumentException>(() => log.Append(new byte[100_000]));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new MessageLogOptions { SegmentSize = 4096 });
        Assert.Throws<ArgumentException>(() => new MessageLogOptions { SegmentSize = 65537 });
    }

    [Fact]
    public void A_disposed_or_read_only_log_takes_nothing()
    {
        using var directory = new TemporaryDirectory();
        var log = MessageLog.Open(directory.Path, LogTesting.Small);
        log.Append("a"u8);
        log.Dispose();
        log.Dispose();
        Assert.Throws<ObjectDisposedException>(() => log.Append("b"u8));
        using var readOnly = MessageLog.OpenReadOnly(directory.Path);
        Assert.Throws<InvalidOperationException>(() => readOnly.Append("b"u8));
        Assert.Throws<InvalidOperationException>(() => readOnly.Flush());
    }

    private static void AssertReads(MessageLog log, int count, int size)
    {
        using var reader = log.CreateReader(LogStart.First);
        for (var number = 1; number <= count; number++)
        {
            Assert.True(reader.TryRead(out var message));
            Assert.Equal(number, message.Sequence);
            Assert.True(message.Payload.SequenceEqual(LogTesting.Payload(number, size)));
        }

        Assert.False(reader.TryRead(out _));
    }

    private static List<long> Timestamps(MessageLog log)
    {
        using var reader = log.CreateReader(LogStart.First);
        var stamps = new List<long>();
        while (reader.TryRead(out var message))
            stamps.Add(message.TimestampNs);
        return stamps;
    }

    private sealed class SteppedClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }

    [Fact]
    public void A_log_below_a_file_is_refused_and_nothing_is_created()
    {
        using var directory = new TemporaryDirectory();
        File.WriteAllText(directory["a.cs"], "class A { }");
        Assert.Contains("a.cs is a file", Assert.Throws<DirectoryNotFoundException>(() => MessageLog.Open(directory["a.cs"])).Message);
        Assert.Contains("a.cs is a file", Assert.Throws<DirectoryNotFoundException>(() => MessageLog.Open(directory["a.cs/deep/er"])).Message);
        Assert.Single(Directory.GetFileSystemEntries(directory.Path));
    }
}
