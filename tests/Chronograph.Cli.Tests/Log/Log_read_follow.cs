using System.Diagnostics;

namespace Chronograph.Cli.Tests;

public sealed class Log_read_follow : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SampleLog _log = new();

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Waits_for_more_messages_and_prints_them_as_they_come()
    {
        using var follower = Tool.Start(["log", "read", _log.Path, "--from", "last", "--follow", "--limit", "3", "--format", "json"]);
        Assert.Contains("\"seq\":5", await NextLine(follower));
        Append("six\nseven\n");
        Assert.Contains("\"payload\":\"six\"", await NextLine(follower));
        Assert.Contains("\"payload\":\"seven\"", await NextLine(follower));
        Tool.WaitForExit(follower);
        Assert.Equal(0, follower.ExitCode);
    }

    [Fact]
    public async Task Ends_when_interrupted()
    {
        using var follower = Tool.Start(["log", "read", _log.Path, "--from", "last", "--follow"]);
        await NextLine(follower);
        Signals.Interrupt(follower);
        Tool.WaitForExit(follower);
        Assert.Equal(130, follower.ExitCode);
        Assert.Equal("Stopped.\n", await follower.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ends_when_nobody_reads_it_any_more()
    {
        using var follower = Tool.Start(["log", "read", _log.Path, "--from", "last", "--follow"]);
        await NextLine(follower);
        follower.StandardOutput.Close();
        Append("one more\n");
        Tool.WaitForExit(follower);
        Assert.Equal(0, follower.ExitCode);
    }

    private void Append(string lines) => Tool.Run(lines, ["log", "append", _log.Path]).Succeeds();

    private static async Task<string> NextLine(Process process) =>
        (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience, TestContext.Current.CancellationToken))!;
}
