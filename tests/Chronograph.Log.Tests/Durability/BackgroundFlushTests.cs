using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class BackgroundFlushTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public void So_many_messages_ask_for_a_flush_and_fewer_do_not()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small with { FlushEveryMessages = 10 });
        for (var number = 1; number < 10; number++)
            log.Append("a"u8);
        Thread.Sleep(30);
        Assert.Equal(0, log.DurableSequence);
        log.Append("a"u8);
        AssertDurable(log, 10);
        using (var batch = log.BeginBatch())
        {
            for (var number = 0; number < 25; number++)
                batch.Append("b"u8);
            batch.Commit();
        }

        AssertDurable(log, 35);
    }

    [Fact]
    public void More_messages_than_there_can_be_ask_for_none()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
            log.Append("a"u8);
        using var again = MessageLog.Open(directory.Path, LogTesting.Small with { FlushEveryMessages = long.MaxValue });
        again.Append("a"u8);
        Thread.Sleep(30);
        Assert.Equal(1, again.DurableSequence);
    }

    [Fact]
    public void Time_asks_for_a_flush_of_whatever_was_appended()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small with { FlushEvery = TimeSpan.FromMilliseconds(5) });
        for (var sequence = 1; sequence <= 5; sequence++)
        {
            log.Append("a"u8);
            AssertDurable(log, sequence);
        }
    }

    [Fact]
    public void A_flush_that_fails_in_the_background_faults_the_writer_and_is_told_once()
    {
        using var directory = new TemporaryDirectory();
        var files = new FaultyFileSystem();
        using var loggers = new RecordingLoggers();
        var options = LogTesting.Small with { FlushEveryMessages = 2, LoggerFactory = loggers };
        using var log = MessageLog.Open(directory.Path, options, files);
        log.Append("a"u8); // the first segment is prepared and flushed by now
        files.FailsToFlush = path => path.EndsWith(".q", StringComparison.Ordinal);
        log.Append("b"u8);
        Assert.True(SpinWait.SpinUntil(() => Record.Exception(() => log.Append("c"u8)) is WriterFaultedException, Soon));
        Assert.Throws<WriterFaultedException>(log.Flush);
        Assert.Single(loggers.Messages, message => message.StartsWith("Error: Flushing ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_durable_mark_that_could_not_be_written_is_written_by_the_next_flush()
    {
        using var directory = new TemporaryDirectory();
        var files = new FaultyFileSystem();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small with { FlushEveryMessages = 100 }, files);
        files.FailsToWrite = path => path.EndsWith("index.meta", StringComparison.Ordinal);
        log.Append("a"u8);
        Assert.Throws<StorageFullException>(log.Flush);
        Assert.Equal(0, log.DurableSequence);
        for (var number = 2; number <= 100; number++)
            log.Append("a"u8);
        Thread.Sleep(30);
        files.FailsToWrite = _ => false;
        log.Flush();
        Assert.Equal(100, log.DurableSequence);
        for (var number = 101; number <= 200; number++)
            log.Append("a"u8);
        AssertDurable(log, 200);
    }

    [Fact]
    public void Impossible_options_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MessageLogOptions { FlushEveryMessages = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MessageLogOptions { FlushEvery = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MessageLogOptions { MaxBytes = 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MessageLogOptions { FullTimeout = TimeSpan.FromSeconds(-3) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionPolicy { MaxBytes = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionPolicy { MaxLag = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new RetentionPolicy { MaxAge = TimeSpan.FromTicks(-1) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new MessageLogOptions { TimestampPolicy = (TimestampPolicy)9 });
        Assert.Throws<ArgumentNullException>(() => new MessageLogOptions { TimeProvider = null! });
        Assert.Throws<ArgumentNullException>(() => new LogMergeOptions { TimeProvider = null! });
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogReaderOptions { WaitStrategy = (WaitStrategy)9 });
    }

    private static void AssertDurable(MessageLog log, long sequence) =>
        Assert.True(SpinWait.SpinUntil(() => log.DurableSequence >= sequence, Soon), $"{log.DurableSequence} of {sequence}");
}
