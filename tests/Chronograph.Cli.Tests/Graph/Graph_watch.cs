using System.Diagnostics;
using Chronograph.Graph;

namespace Chronograph.Cli.Tests;

public sealed class Graph_watch : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly SampleGraph _graph = new();

    public void Dispose() => _graph.Dispose();

    [Fact]
    public async Task Prints_versions_as_another_process_commits_them()
    {
        using var watcher = Tool.Start(["graph", "watch", _graph.Path, "--after", "2", "--limit", "3", "--format", "json"]);
        Assert.Contains("\"version\":3,", await NextLine(watcher));
        Tool.Run("graph", "rollback", _graph.Path, "1").Succeeds();
        Assert.Contains("\"version\":4,", await NextLine(watcher));
        using (var store = GraphStore.Open(_graph.Path))
            store.Rollback(new GraphVersion(2));
        Assert.Contains("\"version\":5,", await NextLine(watcher));
        Tool.WaitForExit(watcher);
        Assert.Equal(0, watcher.ExitCode);
    }

    [Fact]
    public async Task Goes_on_when_the_history_is_deleted_and_written_again()
    {
        using var watcher = Tool.Start(["graph", "watch", _graph.Path, "--after", "2", "--limit", "2", "--format", "json"]);
        Assert.Contains("\"version\":3,", await NextLine(watcher));
        Directory.Delete(Path.Combine(_graph.Path, "history"), recursive: true);
        Tool.Run("graph", "rollback", _graph.Path, "1").Succeeds();
        Assert.Contains("\"version\":4,", await NextLine(watcher));
    }

    [Fact]
    public async Task Ends_when_interrupted()
    {
        using var watcher = Tool.Start(["graph", "watch", _graph.Path, "--after", "2"]);
        await NextLine(watcher);
        Signals.Interrupt(watcher);
        Tool.WaitForExit(watcher);
        Assert.Equal(130, watcher.ExitCode);
    }

    private static async Task<string> NextLine(Process process) =>
        (await process.StandardOutput.ReadLineAsync().WaitAsync(Patience, TestContext.Current.CancellationToken))!;
}
