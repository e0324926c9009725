using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class BatchTests
{
    [Fact]
    public void A_batch_is_invisible_until_it_is_committed()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        log.Append("before"u8);
        using var reader = log.CreateReader(LogStart.First);
        using (var batch = log.BeginBatch())
        {
            Assert.Equal(2, batch.Append("one"u8, 1));
            Assert.Equal(3, batch.Append("two"u8, new MessageProperties(2)));
            Assert.Equal(["before"], LogTesting.Texts(reader));
            Assert.Equal(2, log.NextSequence);
            Assert.Throws<InvalidOperationException>(() => log.Append("between"u8));
            Assert.Throws<InvalidOperationException>(() => log.BeginBatch());
            Assert.Equal(3, batch.Commit());
            Assert.Throws<InvalidOperationException>(() => batch.Commit());
        }

        log.Append("after"u8);
        Assert.Equal(["one", "two", "after"], LogTesting.Texts(reader));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(3000)]
    public void An_abandoned_batch_leaves_nothing(int messages)
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            log.Append("before"u8);
            using (var batch = log.BeginBatch())
            {
                for (var number = 0; number < messages; number++)
                    batch.Append(LogTesting.Payload(number, 100));
            }

            Assert.Equal(2, log.Append("after"u8));
            Assert.Equal(["before", "after"], LogTesting.Texts(log));
            Assert.Single(log.Describe().Segments);
        }

        LogTesting.AssertSound(directory.Path);
        using (var log = MessageLog.Open(directory.Path))
            Assert.Equal((3, 0), (log.NextSequence, log.Recovery!.DroppedBytes));
    }

    [Fact]
    public void A_batch_may_fill_any_number_of_segments()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            log.Append("before"u8);
            using var early = log.CreateReader(LogStart.First);
            using (var batch = log.BeginBatch())
            {
                for (var number = 0; number < 500; number++)
                    batch.Append(LogTesting.Payload(number, 5000));
                Assert.Equal(["before"], LogTesting.Texts(early));
                using var late = log.CreateReader(LogStart.Last);
                Assert.Equal(["before"], LogTesting.Texts(late));
                Assert.Equal(501, batch.Commit());
            }

            log.Append("after"u8);
            for (var number = 0; number < 500; number++)
            {
                Assert.True(early.TryRead(out var message));
                Assert.True(message.Payload.SequenceEqual(LogTesting.Payload(number, 5000)));
            }

            Assert.Equal(["after"], LogTesting.Texts(early));
            Assert.True(log.Describe().Segments.Count > 30);
        }

        LogTesting.AssertSound(directory.Path);
        using (var log = MessageLog.Open(directory.Path))
            Assert.Equal(503, log.NextSequence);
    }

    [Fact]
    public void An_empty_batch_commits_nothing()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using (var batch = log.BeginBatch())
            Assert.Equal(0, batch.Commit());
        using (log.BeginBatch())
        {
        }

        Assert.Equal(1, log.Append("a"u8));
        using (var batch = log.BeginBatch())
            Assert.Equal(1, batch.Commit());
    }

    [Fact]
    public void Closing_the_log_abandons_an_open_batch()
    {
        using var directory = new TemporaryDirectory();
        var log = MessageLog.Open(directory.Path, LogTesting.Small);
        log.Append("a"u8);
        var batch = log.BeginBatch();
        batch.Append("b"u8);
        log.Dispose();
        Assert.ThrowsAny<InvalidOperationException>(() => batch.Append("c"u8));
        batch.Dispose();
        Assert.Equal(["a"], LogTesting.TextsOf(directory.Path));
        LogTesting.AssertSound(directory.Path);
    }

    [Fact]
    public void A_batch_that_has_ended_is_not_the_next_one()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        var ended = log.BeginBatch();
        ended.Append("a"u8);
        ended.Commit();
        using var batch = log.BeginBatch();
        batch.Append("b"u8);
        Assert.Throws<InvalidOperationException>(() => ended.Append("no"u8));
        Assert.Throws<InvalidOperationException>(() => ended.Commit());
        ended.Dispose();
        Assert.Equal(2, batch.Commit());
        Assert.Throws<InvalidOperationException>(() => default(MessageBatch).Append("no"u8));
        default(MessageBatch).Dispose();
        Assert.Equal(["a", "b"], LogTesting.Texts(log));
    }

    [Fact]
    public void Batches_allocate_nothing()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, new MessageLogOptions { SegmentSize = 4 << 20 });
        var payload = new byte[64];
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var number = 0; number < 100; number++)
            {
                using var batch = log.BeginBatch();
                for (var message = 0; message < 8; message++)
                    batch.Append(payload);
                batch.Commit();
            }

            if (round > 0)
                Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        }
    }

    [Fact]
    public void A_message_too_large_does_not_spoil_the_batch()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var batch = log.BeginBatch();
        batch.Append("a"u8);
        Assert.Throws<ArgumentException>(() => batch.Append(new byte[100_000]));
        batch.Append("b"u8);
        Assert.Equal(2, batch.Commit());
        Assert.Equal(["a", "b"], LogTesting.Texts(log));
    }

    [Fact]
    public void A_flush_beside_an_open_batch_covers_what_is_published()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        log.Append("a"u8);
        using var batch = log.BeginBatch();
        for (var number = 0; number < 100; number++)
            batch.Append(LogTesting.Payload(number, 3000));
        log.Flush();
        Assert.Equal(1, log.DurableSequence);
        batch.Commit();
        log.Flush();
        Assert.Equal(101, log.DurableSequence);
    }
}
