using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class GroupCommitTests
{
    [Fact]
    public async Task Waiters_share_flushes_and_each_finds_its_message_durable()
    {
        using var directory = new TemporaryDirectory();
        var flushes = 0;
        var files = new FaultyFileSystem
        {
            FailsToFlush = path =>
            {
                if (path.EndsWith(".q", StringComparison.Ordinal))
                {
                    Interlocked.Increment(ref flushes);
                    Thread.Sleep(5);
                }

                return false;
            },
        };
        using var log = MessageLog.Open(directory.Path, LogTesting.Small, files);
        var before = Volatile.Read(ref flushes);
        var waits = new List<Task>();
        for (var number = 0; number < 300; number++)
        {
            var sequence = log.Append("message"u8);
            waits.Add(Check(sequence));
        }

        await Task.WhenAll(waits);
        Assert.Equal(300, log.DurableSequence);
        Assert.InRange(Volatile.Read(ref flushes) - before, 1, 100);
        Assert.True(log.WaitDurableAsync(300).IsCompletedSuccessfully);

        async Task Check(long sequence)
        {
            await log.WaitDurableAsync(sequence);
            Assert.True(log.DurableSequence >= sequence);
        }
    }

    [Fact]
    public void A_flush_on_another_thread_covers_what_was_appended_before_even_during_a_roll()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        var appended = 0L;
        var done = false;
        var flusher = Task.Run(() =>
        {
            while (!Volatile.Read(ref done))
            {
                var covered = Volatile.Read(ref appended);
                log.Flush();
                Assert.True(log.DurableSequence >= covered, $"{log.DurableSequence} of {covered}");
            }
        });
        for (var number = 0; number < 600; number++)
            Volatile.Write(ref appended, log.Append(new byte[20_000]));
        Volatile.Write(ref done, true);
        flusher.GetAwaiter().GetResult();
    }

    [Fact]
    public async Task A_wait_for_nothing_is_refused_and_a_failed_flush_reaches_every_waiter()
    {
        using var directory = new TemporaryDirectory();
        var files = new FaultyFileSystem();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small, files);
        Assert.Throws<ArgumentOutOfRangeException>(() => { _ = log.WaitDurableAsync(1); });
        log.Append("a"u8);
        log.Append("b"u8);
        files.FailsToFlush = _ => true;
        var (first, second) = (log.WaitDurableAsync(1), log.WaitDurableAsync(2));
        await Assert.ThrowsAsync<WriterFaultedException>(() => first);
        await Assert.ThrowsAsync<WriterFaultedException>(() => second);
    }

    [Fact]
    public async Task Closing_the_log_serves_those_who_wait()
    {
        using var directory = new TemporaryDirectory();
        var log = MessageLog.Open(directory.Path, LogTesting.Small);
        var sequence = log.Append("a"u8);
        var wait = log.WaitDurableAsync(sequence);
        log.Dispose();
        await wait;
        Assert.Throws<ObjectDisposedException>(() => { _ = log.WaitDurableAsync(sequence); });
    }
}
