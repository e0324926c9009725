using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class FaultTests
{
    [Fact]
    public void A_full_disk_stops_appending_and_nothing_else()
    {
        using var directory = new TemporaryDirectory();
        var files = new FaultyFileSystem();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small, files))
        {
            log.Append("first"u8);
            files.Space = 0;
            var appended = FillUntilFull(log, 1);
            Assert.Equal(appended + 1, log.NextSequence);
            Assert.Throws<StorageFullException>(() => log.Append(new byte[1000]));
            log.Flush();
            Assert.Equal(appended, log.DurableSequence);
            using (var reader = log.CreateReader(LogStart.First))
                Assert.Equal(appended, LogTesting.Texts(reader).Count);

            files.Space = long.MaxValue;
            Assert.Equal(appended + 1, log.Append(new byte[1000]));
            Assert.Equal(appended + 1, LogTesting.Texts(log).Count);
        }

        LogTesting.AssertSound(directory.Path);
    }

    [Fact]
    public void A_batch_that_meets_a_full_disk_leaves_nothing()
    {
        using var directory = new TemporaryDirectory();
        var files = new FaultyFileSystem();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small, files))
        {
            log.Append("first"u8);
            files.Space = 5 * 65536;
            using (var batch = log.BeginBatch())
            {
                Assert.Throws<StorageFullException>(() =>
                {
                    for (var number = 0; number < 10_000; number++)
                        batch.Append(new byte[1000]);
                });
            }

            Assert.Equal(["first"], LogTesting.Texts(log));
            Assert.Equal(2, log.Append("second"u8));
        }

        LogTesting.AssertSound(directory.Path);
        Assert.Equal(["first", "second"], LogTesting.TextsOf(directory.Path));
    }

    [Fact]
    public void A_batch_whose_segments_cannot_be_sealed_is_there_as_a_whole_and_the_writer_takes_no_more()
    {
        using var directory = new TemporaryDirectory();
        var files = new FaultyFileSystem();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small, files))
        {
            log.Append("first"u8);
            using var early = log.CreateReader(LogStart.First);
            using var batch = log.BeginBatch();
            for (var number = 0; number < 100; number++)
                batch.Append(LogTesting.Payload(number, 3000));
            log.WaitUntilWorkerIsIdle();
            files.FailsToOpen = path => path.EndsWith(".q", StringComparison.Ordinal);
            Assert.ThrowsAny<IOException>(() => batch.Commit());

            Assert.Equal((102, 101), (log.NextSequence, LogTesting.Texts(early).Count));
            Assert.Equal(101, LogTesting.TextsOf(directory.Path).Count);
            Assert.Throws<WriterFaultedException>(() => log.Append("more"u8));
            Assert.Throws<WriterFaultedException>(log.Flush);
        }

        LogTesting.AssertSound(directory.Path);
        using (var log = MessageLog.Open(directory.Path))
            Assert.Equal(102, log.Append("more"u8));
    }

    [Fact]
    public void A_batch_that_ends_behind_a_failed_flush_leaves_no_segment()
    {
        using var directory = new TemporaryDirectory();
        var files = new FaultyFileSystem();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small, files))
        {
            log.Append("first"u8);
            var batch = log.BeginBatch();
            for (var number = 0; number < 100; number++)
                batch.Append(LogTesting.Payload(number, 3000));
            log.WaitUntilWorkerIsIdle();
            files.FailsToFlush = path => path.EndsWith(".q", StringComparison.Ordinal);
            Assert.Throws<WriterFaultedException>(log.Flush);
            Assert.Throws<WriterFaultedException>(() => batch.Commit());
            batch.Dispose();
            Assert.Equal(["first"], LogTesting.Texts(log));
            Assert.False(File.Exists(directory["000000001.q"]));
        }

        LogTesting.AssertSound(directory.Path);
    }

    [Fact]
    public void A_logger_that_throws_costs_its_own_lines_and_nothing_of_the_log()
    {
        using var directory = new TemporaryDirectory();
        using var loggers = new RecordingLoggers { Throws = true };
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small with { LoggerFactory = loggers }))
        {
            using var batch = log.BeginBatch();
            for (var number = 0; number < 100; number++)
                batch.Append(LogTesting.Payload(number, 3000));
            batch.Commit();
            for (var number = 100; number < 200; number++)
                log.Append(LogTesting.Payload(number, 3000));
            log.Retain(new RetentionPolicy { MaxBytes = 0 });
        }

        Assert.Contains(loggers.Messages, message => message.Contains("Rolled", StringComparison.Ordinal));
        LogTesting.AssertSound(directory.Path);
    }

    [Fact]
    public void A_failed_flush_is_final_for_the_writer_and_not_for_readers()
    {
        using var directory = new TemporaryDirectory();
        var files = new FaultyFileSystem();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small, files))
        {
            log.Append("durable"u8);
            log.Flush();
            log.Append("visible"u8);
            files.FailsToFlush = path => path.EndsWith(".q", StringComparison.Ordinal);
            var error = Assert.Throws<WriterFaultedException>(log.Flush);
            Assert.Equal("Input/output error", error.InnerException!.Message);

            files.FailsToFlush = _ => false;
            Assert.Throws<WriterFaultedException>(log.Flush);
            Assert.Throws<WriterFaultedException>(() => log.Append("no"u8));
            Assert.Throws<WriterFaultedException>(() => log.BeginBatch());
            Assert.Equal(1, log.DurableSequence);
            Assert.Equal(["durable", "visible"], LogTesting.Texts(log));
        }

        using var next = MessageLog.Open(directory.Path);
        Assert.False(next.Recovery!.WasClosed);
        Assert.Equal(3, next.Append("third"u8));
    }

    [Fact]
    public void A_flush_that_fails_in_the_background_reaches_the_appending_thread()
    {
        using var directory = new TemporaryDirectory();
        var files = new FaultyFileSystem();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small, files);
        log.Append("first"u8);
        files.FailsToFlush = path => path.EndsWith("000000000.q", StringComparison.Ordinal);
        Assert.Throws<WriterFaultedException>(() =>
        {
            for (var number = 0; number < 10_000; number++)
            {
                log.Append(new byte[1000]);
                Thread.Sleep(number % 100 == 0 ? 5 : 0);
            }
        });
    }

    [Fact]
    public void A_log_that_cannot_be_created_is_not_there()
    {
        using var directory = new TemporaryDirectory();
        var files = new FaultyFileSystem { Space = 0 };
        Assert.Throws<StorageFullException>(() => MessageLog.Open(directory.Path, LogTesting.Small, files));
        Assert.False(MessageLog.Exists(directory.Path));
        files.Space = long.MaxValue;
        using var log = MessageLog.Open(directory.Path, LogTesting.Small, files);
        Assert.Equal(1, log.Append("first"u8));
    }

    [Fact]
    public void A_preparation_that_fails_leaves_a_file_that_has_taken_its_name_meanwhile()
    {
        using var directory = new TemporaryDirectory();
        var files = new FaultyFileSystem
        {
            FailsToFlush = path =>
            {
                File.Delete(path);
                File.WriteAllText(path, "another writer's");
                return true;
            },
        };
        var log = new LogDirectory(files, directory.Path);
        Assert.ThrowsAny<IOException>(() => SegmentPreparer.Prepare(log, SegmentId.First, 1 << 16));
        Assert.Equal("another writer's", File.ReadAllText(log.SegmentPath(SegmentId.First)));
    }

    private static long FillUntilFull(MessageLog log, long appended)
    {
        try
        {
            for (; ; appended++)
                log.Append(new byte[1000]);
        }
        catch (StorageFullException)
        {
            return appended;
        }
    }
}
