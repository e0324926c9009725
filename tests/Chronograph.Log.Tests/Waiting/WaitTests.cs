using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public class WaitTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(WaitStrategy.SpinThenPark)]
    [InlineData(WaitStrategy.BusySpin)]
    [InlineData(WaitStrategy.Sleep)]
    public void A_message_ends_a_wait_and_a_timeout_does_without_one(WaitStrategy strategy)
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var reader = log.CreateReader(LogStart.End, new LogReaderOptions { WaitStrategy = strategy });
        Assert.False(reader.Wait(TimeSpan.Zero));
        Assert.False(reader.Wait(TimeSpan.FromMilliseconds(30)));
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.Wait(TimeSpan.FromSeconds(-2)));
        var wait = Task.Run(() => reader.Wait(Timeout.InfiniteTimeSpan));
        Thread.Sleep(20);
        log.Append("a"u8);
        Assert.True(wait.GetAwaiter().GetResult());
        Assert.Equal(["a"], LogTesting.Texts(reader));
    }

    [Theory]
    [InlineData(WaitStrategy.SpinThenPark)]
    [InlineData(WaitStrategy.BusySpin)]
    [InlineData(WaitStrategy.Sleep)]
    public async Task A_cancellation_ends_a_wait(WaitStrategy strategy)
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var reader = log.CreateReader(LogStart.End, new LogReaderOptions { WaitStrategy = strategy });
        for (var round = 0; round < 20; round++)
        {
            using var cancellation = new CancellationTokenSource();
            var wait = Task.Run(() => reader.Wait(Timeout.InfiniteTimeSpan, cancellation.Token));
            Thread.Sleep(round % 3);
            cancellation.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        }

        using var again = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.WaitAsync(Timeout.InfiniteTimeSpan, again.Token).AsTask());
        Assert.False(await reader.WaitAsync(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Any_number_of_readers_wait_without_threads_of_their_own_and_see_every_message()
    {
        const int Readers = 200;
        const int Messages = 50;
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var cancellation = new CancellationTokenSource(Soon);
        var reading = Enumerable.Range(0, Readers).Select(_ => ReadAsync(log, Messages, cancellation.Token)).ToArray();
        for (var number = 1; number <= Messages; number++)
        {
            log.Append(LogTesting.Bytes($"{number}"));
            await Task.Delay(number % 3, cancellation.Token);
        }

        await Task.WhenAll(reading);
    }

    [Fact]
    public void The_writer_wakes_nobody_while_nobody_sleeps()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var reader = log.CreateReader(LogStart.First);
        using var sleeping = log.CreateReader(LogStart.End, new LogReaderOptions { WaitStrategy = WaitStrategy.Sleep });
        SettleRegistration(log);
        var before = log.WakeUps;
        for (var number = 1; number <= 2000; number++)
        {
            log.Append("a"u8);
            Assert.True(reader.Wait(TimeSpan.Zero));
            Assert.True(reader.TryRead(out _));
        }

        Assert.Equal(2000, LogTesting.Texts(sleeping).Count);
        Assert.False(sleeping.Wait(TimeSpan.FromMilliseconds(5)));
        log.Flush();
        Assert.Equal(before, log.WakeUps);
    }

    [Fact]
    public void A_sleeper_that_was_killed_costs_one_needless_wake_up()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        SettleRegistration(log);
        using var child = ChildProcess.Start("read", directory.Path);
        Assert.Equal("ready", child.StandardOutput.ReadLine());
        AwaitSleeper(directory);
        child.Kill();
        child.WaitForExit();
        var before = log.WakeUps;
        for (var number = 0; number < 1000; number++)
            log.Append("a"u8);
        Assert.Equal(before + 1, log.WakeUps);
        Assert.Equal(0, ReadWord(directory, 320));
    }

    [Fact]
    public void Two_processes_that_sleep_for_each_other_lose_no_wake_up()
    {
        using var directory = new TemporaryDirectory();
        using var ping = ChildProcess.Start("ping", directory.Path);
        using var pong = ChildProcess.Start("pong", directory.Path);
        using var watchdog = new Timer(
            _ =>
            {
                ping.Kill();
                pong.Kill();
            }, null, TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan);
        Assert.Contains("done", ping.StandardOutput.ReadToEnd());
        Assert.Contains("done", pong.StandardOutput.ReadToEnd());
    }

    [Fact]
    public void A_reader_of_durable_messages_in_another_process_sleeps_until_the_flush()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        using var child = ChildProcess.Start("read-durable", directory.Path);
        Assert.Equal("ready", child.StandardOutput.ReadLine());
        log.Append("one"u8);
        log.Flush();
        Assert.Equal("one", child.StandardOutput.ReadLine());
        log.Append("two"u8);
        log.Append("end"u8);
        var next = child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        Assert.False(next.Wait(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken));
        log.Flush();
        Assert.Equal("two", next.Result);
        Assert.Equal("end", child.StandardOutput.ReadLine());
        Assert.True(child.WaitForExit(Soon));
    }

    [Fact]
    public void Readers_wait_by_looking_again_where_the_control_file_is_not_to_be_had()
    {
        using var directory = new TemporaryDirectory();
        using var log = MessageLog.Open(directory.Path, LogTesting.Small);
        log.Append("a"u8);
        log.WaitUntilWorkerIsIdle(); // it asks whose the log is, and takes a moved file for another's
        File.Move(directory["control.meta"], directory["elsewhere"]);
        using var reader = MessageLog.OpenReadOnly(directory.Path).CreateReader(LogStart.First);
        Assert.Equal(["a"], LogTesting.Texts(reader));
        var wait = Task.Run(() => reader.Wait(Timeout.InfiniteTimeSpan));
        Thread.Sleep(20);
        log.Append("b"u8);
        Assert.True(wait.GetAwaiter().GetResult());
        Assert.False(File.Exists(directory["control.meta"]));
    }

    private static async Task ReadAsync(MessageLog log, int messages, CancellationToken cancellation)
    {
        using var reader = log.CreateReader(LogStart.First);
        var expected = 0;
        await foreach (var message in reader.ReadAllAsync(cancellation))
        {
            Assert.Equal(++expected, message.Sequence);
            if (expected == messages)
                return;
        }
    }

    // The kernel takes some time to register a process, and then everybody is woken once.
    private static void SettleRegistration(MessageLog log)
    {
        Chronograph.Storage.RemoteBarrier.RegisterAsync().Wait();
        SpinWait.SpinUntil(() => ReadWord(log.Directory, 328) == 1 || !Chronograph.Storage.RemoteBarrier.RegisterAsync().Result, Soon);
        Thread.Sleep(5);
    }

    private static void AwaitSleeper(TemporaryDirectory directory) =>
        Assert.True(SpinWait.SpinUntil(() => ReadWord(directory, 320) == 1, Soon));

    private static int ReadWord(TemporaryDirectory directory, int offset) => ReadWord(directory.Path, offset);

    private static int ReadWord(string directory, int offset)
    {
        using var file = new FileStream(Path.Combine(directory, "control.meta"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[512];
        file.ReadExactly(bytes);
        return BitConverter.ToInt32(bytes, offset);
    }
}
