using System.Text.Json;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Log_selftest : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Ends_when_interrupted_says_what_it_tried_and_leaves_nothing()
    {
        using var selftest = Tool.Start(["log", "selftest", _directory.Path, "--seed", "7", "--format", "json"]);
        var stop = TestContext.Current.CancellationToken;
        Assert.Equal("Testing with seed 7.", await selftest.StandardError.ReadLineAsync(stop));
        while (Directory.GetDirectories(_directory.Path, "log-*", SearchOption.AllDirectories).Length == 0)
            await Task.Delay(20, stop);
        Signals.Interrupt(selftest);
        var report = JsonDocument.Parse(await selftest.StandardOutput.ReadToEndAsync(stop)).RootElement;
        Tool.WaitForExit(selftest);
        Assert.Equal(130, selftest.ExitCode);
        Assert.True(report.GetProperty("ok").GetBoolean());
        Assert.Equal(0, report.GetProperty("kills").GetProperty("messages_lost").GetInt64());
        Assert.Empty(Directory.GetFileSystemEntries(_directory.Path));
    }

    [Fact]
    public void Refuses_a_directory_that_is_not_there() =>
        Assert.Equal(2, Tool.Run("log", "selftest", _directory["none"]).ExitCode);
}
