using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class AsyncReadingTests
{
    [Fact]
    public async Task Messages_come_as_they_are_appended_until_the_reading_is_cancelled()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        log.Append("1"u8);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var reader = log.CreateReader(LogStart.First);
        var expected = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var message in reader.ReadAllAsync(cancellation.Token))
            {
                Assert.Equal(++expected, message.Sequence);
                Assert.Equal(LogTesting.Bytes($"{expected}"), message.Payload.ToArray());
                if (expected == 20)
                    await cancellation.CancelAsync();
                await Task.Yield();
                log.Append(LogTesting.Bytes($"{expected + 1}"));
            }
        });
        Assert.Equal(20, expected);
    }

    [Theory]
    [InlineData(WaitStrategy.SpinThenPark)]
    [InlineData(WaitStrategy.Sleep)]
    public async Task A_reader_that_is_disposed_while_it_waits_says_so(WaitStrategy strategy)
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        log.Append("1"u8);
        var reader = log.CreateReader(LogStart.End, new LogReaderOptions { WaitStrategy = strategy });
        var waiting = reader.WaitAsync(Timeout.InfiniteTimeSpan, CancellationToken.None).AsTask();
        await Task.Delay(30, TestContext.Current.CancellationToken);
        reader.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }
}
