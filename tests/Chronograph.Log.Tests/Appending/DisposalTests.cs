using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class DisposalTests
{
    private const int Rounds = 40;

    [Fact]
    public async Task What_other_threads_ask_of_a_log_while_it_is_closed_is_done_or_refused()
    {
        using var directory = new TemporaryDirectory();
        for (var round = 0; round < Rounds; round++)
        {
            var log = MessageLog.Open(directory.Path, LogTesting.Small);
            Task[] others =
            [
                Repeat(log.Flush),
                Repeat(() => log.Retain(new RetentionPolicy { MaxBytes = 0 })),
                Repeat(() => log.WaitDurableAsync(log.NextSequence - 1).GetAwaiter().GetResult()),
            ];
            for (var number = 0; number < 10; number++)
                log.Append(new byte[10_000]);
            log.Dispose();
            await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        }

        LogTesting.AssertSound(directory.Path);
        using var again = MessageLog.Open(directory.Path);
        Assert.Equal((Rounds * 10) + 1, again.NextSequence);
        Assert.Equal(Rounds * 10, again.DurableSequence);
    }

    // Ends when the log is closed; any other exception is a failure, and a process that dies is one, too.
    private static Task Repeat(Action ask) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                while (true)
                    ask();
            }
            catch (ObjectDisposedException)
            {
            }
        },
        TaskCreationOptions.LongRunning);
}
