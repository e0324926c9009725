using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Log_read_durable : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TemporaryDirectory _directory = new();
    private readonly MessageLog _log;

    public Log_read_durable()
    {
        _log = MessageLog.Open(_directory["log"], new MessageLogOptions { SegmentSize = 64 * 1024 });
        _log.Append("one"u8);
        _log.Append("two"u8);
        _log.Flush();
        _log.Append("three"u8);
    }

    public void Dispose()
    {
        _log.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Prints_only_what_survives_a_power_loss()
    {
        Assert.Equal([1, 2, 3], Read());
        Assert.Equal([1, 2], Read("--durable"));
        Assert.Equal([2], Read("--durable", "--from", "last"));
        Assert.Empty(Read("--durable", "--from", "3"));
        _log.Flush();
        Assert.Equal([1, 2, 3], Read("--durable"));
    }

    [Fact]
    public void Moves_a_cursor_no_further_than_that()
    {
        Assert.Equal([1, 2], Read("--durable", "--cursor", "mine"));
        _log.Flush();
        Assert.Equal([3], Read("--durable", "--cursor", "mine"));
    }

    [Fact]
    public async Task Follows_the_flushes()
    {
        using var follower = Tool.Start(["log", "read", _log.Directory, "--durable", "--follow", "--limit", "3", "--format", "json"]);
        Assert.Contains("\"one\"", await NextLine(follower));
        Assert.Contains("\"two\"", await NextLine(follower));
        var third = NextLine(follower);
        await Task.Delay(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        Assert.False(third.IsCompleted);
        _log.Flush();
        Assert.Contains("\"three\"", await third);
        Tool.WaitForExit(follower);
        Assert.Equal(0, follower.ExitCode);
    }

    private static async Task<string> NextLine(System.Diagnostics.Process process) =>
        (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience, TestContext.Current.CancellationToken))!;

    private long[] Read(params string[] options) =>
        [.. Tool.Run(["log", "read", _log.Directory, .. options, "--format", "json"]).Succeeds()
            .JsonLines.Select(message => message.GetProperty("seq").GetInt64())];
}
