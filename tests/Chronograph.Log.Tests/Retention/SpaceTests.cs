using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>Removed segments take no space: who maps one keeps it on the disk, and the system lists who does.</summary>
public class SpaceTests
{
    private static readonly RetentionPolicy Everything = new() { MaxBytes = 0 };

    [Fact]
    public void Retention_that_a_log_was_opened_with_follows_the_writer()
    {
        using var directory = new TemporaryDirectory();
        using var loggers = new RecordingLoggers();
        var options = LogTesting.Small with { Retention = new RetentionPolicy { MaxBytes = 3 * MessageLogOptions.SegmentSizeUnit }, LoggerFactory = loggers };
        using (var log = MessageLog.Open(directory.Path, options))
        {
            for (var number = 0; number < 3000; number++)
                log.Append(new byte[1000]);
            Assert.True(SpinWait.SpinUntil(() => log.Describe().Segments.Count <= 4, TimeSpan.FromSeconds(30)));
            Assert.True(log.FirstSequence > 1);
        }

        LogTesting.AssertSound(directory.Path);
        Assert.Contains(loggers.Messages, message => message.StartsWith("Information: Opened log ", StringComparison.Ordinal));
        Assert.Contains(loggers.Messages, message => message.StartsWith("Debug: Rolled to segment ", StringComparison.Ordinal));
        Assert.Contains(loggers.Messages, message => message.StartsWith("Information: Retention of ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(WaitStrategy.BusySpin)]
    [InlineData(WaitStrategy.SpinThenPark)]
    [InlineData(WaitStrategy.Sleep)]
    public async Task A_reader_gives_the_segment_it_left_back_however_it_waits(WaitStrategy strategy)
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var reader = log.CreateReader(LogStart.First, new LogReaderOptions { WaitStrategy = strategy });
        log.Append(new byte[60_000]);
        log.Append(new byte[60_000]);
        while (reader.TryRead(out _))
        {
        }

        using var ending = new CancellationTokenSource();
        var waiting = Task.Run(() => Record.Exception(() => reader.Wait(Timeout.InfiniteTimeSpan, ending.Token)));
        Assert.Single(log.Retain(Everything).Removed);
        AssertNothingRemovedIsHeld(Environment.ProcessId, directory);
        await ending.CancelAsync();
        Assert.IsType<OperationCanceledException>(await waiting);
    }

    [Fact]
    public void A_reader_that_waits_gives_the_segment_it_left_back_and_what_it_returned_stays_harmless()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var reader = log.CreateReader(LogStart.First);
        log.Append(new byte[60_000]);
        Assert.True(reader.TryRead(out var message));
        var misused = message.Payload;
        log.Append(new byte[60_000]);
        Assert.True(reader.TryRead(out _));
        Assert.Single(log.Retain(Everything).Removed);
        Assert.NotEqual(0, CountRemoved(Environment.ProcessId, directory));
        Assert.False(reader.Wait(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken));
        AssertNothingRemovedIsHeld(Environment.ProcessId, directory);
        Assert.False(misused.ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Readers_in_other_processes_and_logs_opened_for_reading_keep_nothing_that_was_removed()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        log.Append("begin"u8);
        using var other = MessageLog.OpenReadOnly(directory.Path);
        using var child = ChildProcess.Start("read", directory.Path);
        Assert.Equal("ready", child.StandardOutput.ReadLine());
        Assert.Equal("begin", child.StandardOutput.ReadLine());
        for (var round = 1; round <= 20; round++)
        {
            log.Append(LogTesting.Bytes($"{round} {new string('.', 40_000)}"));
            Assert.Equal(log.NextSequence, other.NextSequence);
            Assert.StartsWith($"{round} ", child.StandardOutput.ReadLine());
            Assert.Equal(round > 1 ? 1 : 0, log.Retain(Everything).Removed.Count); // the first still fits where the log begins
            AssertNothingRemovedIsHeld(child.Id, directory);
            AssertNothingRemovedIsHeld(Environment.ProcessId, directory);
        }

        log.Append("end"u8);
        Assert.Equal("end", child.StandardOutput.ReadLine());
    }

    // The writer's worker may still be at the index of the segment.
    private static void AssertNothingRemovedIsHeld(int process, TemporaryDirectory directory) =>
        Assert.True(SpinWait.SpinUntil(() => CountRemoved(process, directory) == 0, TimeSpan.FromSeconds(30)));

    private static int CountRemoved(int process, TemporaryDirectory directory) =>
        File.ReadLines($"/proc/{process}/maps").Count(line => line.Contains(directory.Path) && line.EndsWith(".q (deleted)", StringComparison.Ordinal));
}
