using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

/// <summary>Verification beside writers that come and go, roll, leave batches and remove segments: it finds nothing wrong.</summary>
public class VerificationBesideTests
{
    private const int Verifications = 150;

    [Fact]
    public async Task A_log_that_writers_open_fill_shorten_and_close_is_sound_at_every_moment()
    {
        var random = Randomness.Create(out var seed);
        using var directory = new TemporaryDirectory();
        MessageLog.Open(directory.Path, LogTesting.Small).Dispose();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var writing = Task.Run(() => WriteUntil(directory.Path, random, stop.Token), TestContext.Current.CancellationToken);
        try
        {
            for (var count = 0; count < Verifications && !writing.IsCompleted; count++)
            {
                var verification = MessageLog.Verify(directory.Path, null, TestContext.Current.CancellationToken);
                Assert.True(verification.Ok, $"seed {seed}, verification {count}: {string.Join("; ", verification.Damage)}");
            }
        }
        finally
        {
            await stop.CancelAsync();
            await writing;
        }
    }

    [Fact]
    public void A_verification_that_is_cancelled_says_so_with_the_callers_token()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, LogTesting.Small))
        {
            for (var number = 0; number < 500; number++)
                log.Append(new byte[1000]);
        }

        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var error = Assert.ThrowsAny<OperationCanceledException>(() => MessageLog.Verify(directory.Path, null, cancelled.Token));
        Assert.Equal(cancelled.Token, error.CancellationToken);
    }

    private static void WriteUntil(string path, Random random, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var log = MessageLog.Open(path, LogTesting.Small);
            for (var step = random.Next(1, 30); step > 0 && !stop.IsCancellationRequested; step--)
                Step(log, random);
        }
    }

    private static void Step(MessageLog log, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                for (var count = random.Next(200); count > 0; count--)
                    log.Append(new byte[random.Next(2000)]);
                break;
            case 1:
                using (var batch = log.BeginBatch())
                {
                    for (var count = random.Next(200); count > 0; count--)
                        batch.Append(new byte[random.Next(2000)]);
                    if (random.Next(3) > 0)
                        batch.Commit();
                }

                break;
            case 2:
                log.Flush();
                break;
            default:
                log.Retain(new RetentionPolicy { MaxBytes = random.Next(1, 8) * LogTesting.Small.SegmentSize });
                break;
        }
    }
}
