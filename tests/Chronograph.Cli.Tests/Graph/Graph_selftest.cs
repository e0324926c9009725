namespace Chronograph.Cli.Tests;

public class Graph_selftest
{
    [Fact]
    public async Task Ends_when_interrupted_says_what_it_tried_and_leaves_nothing()
    {
        using var selftest = new RunningSelftest("graph");
        Assert.Equal("Testing with seed 7.", await selftest.SayingAsync());
        await selftest.FilesAsync("store-0");
        var (exitCode, report) = await selftest.InterruptAsync();
        Assert.Equal(130, exitCode);
        Assert.True(report.GetProperty("ok").GetBoolean());
        Assert.Equal(7, report.GetProperty("seed").GetInt32());
        Assert.Equal(0, report.GetProperty("kills").GetProperty("broken").GetInt64());
        Assert.Empty(selftest.Remains);
        Assert.False(selftest.LeavesProcesses);
    }

    [Fact]
    public async Task Finds_what_somebody_spoils_keeps_the_files_and_exits_with_3()
    {
        using var selftest = new RunningSelftest("graph");
        await selftest.SpoilUntilFoundAsync("store-0/manifests/");
        var (exitCode, report) = await selftest.InterruptAsync();
        Assert.Equal(3, exitCode);
        Assert.False(report.GetProperty("ok").GetBoolean());
        var finding = report.GetProperty("findings")[0];
        Assert.Equal("kill", finding.GetProperty("proof").GetString());
        Assert.True(Directory.Exists(finding.GetProperty("evidence").GetString()));
        Assert.False(selftest.LeavesProcesses);
    }

    [Fact]
    public void Refuses_a_directory_that_is_not_there() =>
        Assert.Equal(2, Tool.Run("graph", "selftest", Path.Combine(Path.GetTempPath(), "chronograph-that-is-not-there")).ExitCode);
}
