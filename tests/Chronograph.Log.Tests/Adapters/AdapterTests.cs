using System.Buffers;
using System.Diagnostics;
using System.Threading.Channels;
using Chronograph.Testing;

namespace Chronograph.Log.Tests;

public sealed class AdapterTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly MessageLog _log;

    public AdapterTests() => _log = MessageLog.Open(_directory["log"], LogTesting.Small);

    public void Dispose()
    {
        _log.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_message_written_piece_by_piece_is_appended_whole()
    {
        var buffer = new MessageBuffer(_log);
        buffer.Write("one "u8);
        buffer.Write("message"u8);
        Assert.Equal(1, buffer.Append(new MessageProperties(Type: 3)));
        Assert.True(buffer.Written.IsEmpty);
        buffer.Write("forgotten"u8);
        buffer.Clear();
        Assert.Equal(2, buffer.Append());
        Assert.Equal(["one message", ""], LogTesting.Texts(_log));
    }

    [Fact]
    public void A_message_that_is_too_large_leaves_nothing_behind()
    {
        var buffer = new MessageBuffer(_log);
        buffer.Write(new byte[70_000]);
        Assert.Throws<ArgumentException>(() => buffer.Append());
        buffer.Write("next"u8);
        buffer.Append();
        Assert.Equal(["next"], LogTesting.Texts(_log));
    }

    [Fact]
    public void Appending_from_a_buffer_allocates_nothing()
    {
        var buffer = new MessageBuffer(_log);
        AppendOne(buffer);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var number = 0; number < 100; number++)
            AppendOne(buffer);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        static void AppendOne(MessageBuffer buffer)
        {
            buffer.Write("message"u8);
            buffer.Append();
        }
    }

    [Fact]
    public async Task Messages_of_many_threads_come_through_a_channel_into_the_log()
    {
        var channel = Channel.CreateBounded<int>(10);
        var appending = _log.AppendAllAsync(
            channel.Reader,
            (bytes, number) => bytes.Write(LogTesting.Bytes($"{number}")),
            number => new MessageProperties((ushort)(number % 2)));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(producer => Task.Run(async () =>
        {
            for (var number = 0; number < 50; number++)
                await channel.Writer.WriteAsync((producer * 50) + number);
        })));
        channel.Writer.Complete();
        Assert.Equal(200, await appending);
        Assert.Equal(Enumerable.Range(0, 200), LogTesting.Texts(_log).Select(int.Parse).Order());
    }

    [Fact]
    public async Task Messages_come_out_of_the_log_into_a_channel_until_that_is_cancelled()
    {
        var channel = Channel.CreateBounded<MessageCopy>(2);
        using var cancellation = new CancellationTokenSource();
        using var reader = _log.CreateReader(LogStart.First);
        var copying = reader.CopyToAsync(channel.Writer, cancellation.Token);
        for (var number = 1; number <= 10; number++)
            _log.Append([(byte)number]);
        for (var number = 1; number <= 10; number++)
            Assert.Equal(number, (await channel.Reader.ReadAsync()).Payload.Span[0]);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => copying);
        await channel.Reader.Completion;
    }

    [Fact]
    public void The_sample_with_json_runs()
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var sample = Path.Combine(here.Parent!.Parent!.FullName, "LogJson", here.Name, OperatingSystem.IsWindows() ? "LogJson.exe" : "LogJson");
        Assert.SkipUnless(File.Exists(sample), "Only this project was built: the sample is not there.");
        using var process = Process.Start(new ProcessStartInfo(sample, [_directory["json"]]) { RedirectStandardOutput = true })!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(6, lines.Length);
        Assert.Contains("shop 2, number 2: 19.98", string.Join('\n', lines));
    }
}
