using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public class Log_selftest
{
    [Fact]
    public async Task Ends_when_interrupted_says_what_it_tried_and_leaves_nothing()
    {
        using var selftest = new RunningSelftest("log");
        Assert.Equal("Testing with seed 7.", await selftest.SayingAsync());
        await selftest.FilesAsync("log-0");
        var (exitCode, report) = await selftest.InterruptAsync();
        Assert.Equal(130, exitCode);
        Assert.True(report.GetProperty("ok").GetBoolean());
        Assert.Equal(7, report.GetProperty("seed").GetInt32());
        Assert.Equal(0, report.GetProperty("kills").GetProperty("messages_lost").GetInt64());
        Assert.Empty(selftest.Remains);
        Assert.False(selftest.LeavesProcesses);
    }

    [Fact]
    public async Task Finds_what_somebody_spoils_keeps_the_files_and_exits_with_3()
    {
        using var selftest = new RunningSelftest("log");
        await selftest.SpoilUntilFoundAsync("log-0/00");
        var (exitCode, report) = await selftest.InterruptAsync();
        Assert.Equal(3, exitCode);
        Assert.False(report.GetProperty("ok").GetBoolean());
        var finding = report.GetProperty("findings")[0];
        Assert.Equal("kill", finding.GetProperty("proof").GetString());
        Assert.True(Directory.Exists(finding.GetProperty("evidence").GetString()));
        Assert.False(selftest.LeavesProcesses);
    }

    [Fact]
    public async Task Spoils_files_when_asked_to()
    {
        using var directory = new TemporaryDirectory();
        using var selftest = Tool.Start(["log", "selftest", directory.Path, "--fuzz", "--seed", "7", "--format", "json"]);
        var stop = TestContext.Current.CancellationToken;
        while (Directory.GetDirectories(directory.Path, "image", SearchOption.AllDirectories).Length == 0)
            await Task.Delay(20, stop);
        Signals.Interrupt(selftest);
        var report = System.Text.Json.JsonDocument.Parse(await selftest.StandardOutput.ReadToEndAsync(stop)).RootElement;
        Tool.WaitForExit(selftest);
        Assert.Equal(130, selftest.ExitCode);
        Assert.True(report.GetProperty("fuzz").GetProperty("executions").GetInt64() > 0);
        Assert.Equal(0, report.GetProperty("fuzz").GetProperty("failures").GetInt64());
        Assert.Empty(Directory.GetFileSystemEntries(directory.Path));
    }

    [Fact]
    public void Refuses_a_directory_that_is_not_there() =>
        Assert.Equal(2, Tool.Run("log", "selftest", Path.Combine(Path.GetTempPath(), "chronograph-that-is-not-there")).ExitCode);
}
