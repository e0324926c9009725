using Chronograph.Selftest;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class FullLogTests
{
    private const long SegmentSize = MessageLogOptions.SegmentSizeUnit;
    private static readonly MessageLogOptions Limited = LogTesting.Small with { MaxBytes = 3 * SegmentSize };

    [Fact]
    public void A_log_at_its_limit_refuses_messages_until_retention_makes_room()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, Limited);
        Assert.True(log.WaitForRoom(TimeSpan.Zero, TestContext.Current.CancellationToken));
        var error = Assert.Throws<LogFullException>(() => AppendForEver(log));
        Assert.Equal(3 * SegmentSize, error.MaxBytes);
        Assert.InRange(BytesOnDisk(directory), 1, 3 * SegmentSize);
        Assert.Throws<LogFullException>(() => log.Append(new byte[60_000]));
        Assert.False(log.WaitForRoom(TimeSpan.FromMilliseconds(30), TestContext.Current.CancellationToken));
        using (var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(20)))
            Assert.Throws<OperationCanceledException>(() => log.WaitForRoom(Timeout.InfiniteTimeSpan, cancellation.Token));

        var next = log.NextSequence;
        Assert.NotEmpty(log.Retain(new RetentionPolicy { MaxBytes = SegmentSize }).Removed);
        Assert.True(log.WaitForRoom(TimeSpan.Zero, TestContext.Current.CancellationToken));
        Assert.Equal(next, log.Append(new byte[60_000]));
        LogTesting.AssertSound(directory.Path);
    }

    [Fact]
    public void Room_that_a_retention_made_before_it_failed_is_used()
    {
        using var directory = new TemporaryDirectory();
        var files = new FailingRemoval();
        using var log = MessageLog.Open(directory.Path, Limited, files);
        Assert.Throws<LogFullException>(() => AppendForEver(log));
        var policy = new RetentionPolicy { MaxBytes = 2 * SegmentSize };
        files.Fails = true;
        Assert.Throws<IOException>(() => log.Retain(policy));
        files.Fails = false;
        Assert.False(File.Exists(directory["000000000.q"]));
        Assert.Empty(log.Retain(policy).Removed);
        log.Append(new byte[60_000]);
    }

    [Fact]
    public void A_batch_beyond_the_limit_can_be_abandoned()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, Limited);
        log.Append("a"u8);
        using (var batch = log.BeginBatch())
        {
            Assert.Throws<LogFullException>((Action)(() =>
            {
                while (true)
                    batch.Append(new byte[10_000]);
            }));
        }

        Assert.Equal(2, log.Append("b"u8));
        Assert.Equal(["a", "b"], LogTesting.Texts(log));
    }

    [Fact]
    public void Batches_that_fill_every_segment_to_its_end_leave_room_for_those_that_follow()
    {
        using var directory = new TemporaryDirectory();
        var options = Limited with { Retention = new RetentionPolicy { MaxBytes = 0 } };
        using var log = MessageLog.Open(directory.Path, options);
        log.Append(new byte[30_000]); // two in a segment: from here on each batch ends in the middle of one
        for (var number = 0; number < 20; number++)
        {
            using var batch = log.BeginBatch();
            batch.Append(new byte[30_000]);
            batch.Append(new byte[30_000]);
            batch.Commit();
        }

        Assert.Equal(42, log.NextSequence);
        Assert.InRange(BytesOnDisk(directory), 1, 3 * SegmentSize);
    }

    [Fact]
    public void A_segment_is_prepared_ahead_once_retention_from_outside_has_made_room_for_it()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, Limited);
        for (var number = 0; number < 3; number++)
            log.Append(new byte[60_000]);
        log.WaitUntilWorkerIsIdle();
        Assert.False(File.Exists(directory["000000003.q"]));
        Assert.NotEmpty(log.Retain(new RetentionPolicy { MaxBytes = SegmentSize }).Removed);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(directory["000000003.q"]), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task An_append_waits_until_the_slowest_cursor_lets_segments_go()
    {
        using var directory = new TemporaryDirectory();
        var options = Limited with { FullTimeout = Timeout.InfiniteTimeSpan, Retention = new RetentionPolicy { MaxBytes = 0 } };
        using var log = MessageLog.Open(directory.Path, options);
        using var cursor = log.OpenCursor("slow");
        cursor.Save(1);
        var appended = 0L;
        var appending = Task.Run(() =>
        {
            for (var number = 0; number < 100; number++)
                Volatile.Write(ref appended, log.Append(new byte[10_000]));
        });
        using var reader = cursor.CreateReader();
        Assert.True(SpinWait.SpinUntil(() => Volatile.Read(ref appended) == 18, TimeSpan.FromSeconds(30)));
        Assert.False(appending.Wait(50, TestContext.Current.CancellationToken));
        while (reader.NextSequence <= 100)
        {
            while (reader.TryRead(out var message))
                Assert.Equal(10_000, message.Payload.Length);
            cursor.Save(reader.NextSequence, durable: false);
            reader.Wait(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        }

        await appending;
        Assert.InRange(BytesOnDisk(directory), 1, 3 * SegmentSize);
    }

    [Fact]
    public async Task A_wait_for_room_ends_with_the_log()
    {
        using var directory = new TemporaryDirectory();
        var log = MessageLog.Open(directory.Path, Limited);
        Assert.Throws<LogFullException>(() => AppendForEver(log));
        var waiting = Task.Run(() => Record.Exception(() => log.WaitForRoom(Timeout.InfiniteTimeSpan)));
        Assert.False(waiting.Wait(50, TestContext.Current.CancellationToken));
        log.Dispose();
        Assert.IsType<ObjectDisposedException>(await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void An_append_waits_no_longer_than_it_was_told()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, Limited with { FullTimeout = TimeSpan.FromMilliseconds(50) });
        Assert.Throws<LogFullException>(() => AppendForEver(log));
    }

    private static void AppendForEver(MessageLog log)
    {
        while (true)
            log.Append(new byte[1000]);
    }

    private static long BytesOnDisk(TemporaryDirectory directory) => Directory.GetFiles(directory.Path, "*.q").Sum(path => new FileInfo(path).Length);

    /// <summary>Removes a segment, and then cannot make that durable.</summary>
    private sealed class FailingRemoval : ForwardingFileSystem
    {
        private bool _removed;

        public bool Fails { get; set; }

        public override void Before(Operation operation, string path)
        {
            if (Fails && operation == Operation.Flush && _removed)
                throw new IOException("Input/output error");
        }

        public override void After(Operation operation, string path, string? target = null) =>
            _removed |= operation == Operation.Delete && path.EndsWith(".q", StringComparison.Ordinal);
    }
}
