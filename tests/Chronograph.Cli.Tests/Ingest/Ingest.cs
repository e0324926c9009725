using Chronograph.Graph;
using Chronograph.Ingest;
using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Ingest : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public Ingest()
    {
        Directory.CreateDirectory(_directory.Path);
        AppendVersion("a", "first");
        AppendVersion("b", "second");
    }

    private string Log => _directory["changes"];

    private string Store => _directory["graph"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Run_commits_the_versions_of_the_log()
    {
        var run = Tool.Run("ingest", "run", Log, Store, "--format", "json").Succeeds();
        Assert.Equal("""{"log":"changes","seq":4,"head_seq":4,"lag":0,"version":2,"rejected":0}""", run.Lines[0]);
        Assert.Contains("Committed 2 versions; the latest is 2.", run.Error);
        var found = Tool.Run("graph", "find", Store, "--at", "changes:2", "--format", "json").Succeeds().Json;
        Assert.Equal("a", found.GetProperty("semantic_id").GetString());
    }

    [Fact]
    public void Run_again_goes_on_where_it_was()
    {
        Tool.Run("ingest", "run", Log, Store).Succeeds();
        AppendVersion("c", "third");
        var run = Tool.Run("ingest", "run", Log, Store, "--format", "json").Succeeds();
        Assert.Equal("""{"log":"changes","seq":6,"head_seq":6,"lag":0,"version":3,"rejected":0}""", run.Lines[0]);
        Assert.Contains("Committed 1 version; the latest is 3.", run.Error);
    }

    [Fact]
    public void Status_says_how_far_it_is_and_creates_nothing()
    {
        Assert.Equal(
            """{"log":"changes","seq":0,"head_seq":4,"lag":4,"version":0,"rejected":0}""",
            Tool.Run("ingest", "status", Log, Store, "--format", "json").Succeeds().Lines[0]);
        Assert.False(Directory.Exists(Store));
        Tool.Run("ingest", "run", Log, Store).Succeeds();
        Assert.Contains("messages in versions  4 of 4", Tool.Run("ingest", "status", Log, Store).Succeeds().Lines);
    }

    [Fact]
    public void Run_sets_aside_what_cannot_be_used_and_says_so()
    {
        Tool.Run("not a change\n", ["log", "append", Log, "--type", "1"]).Succeeds();
        var run = Tool.Run("ingest", "run", Log, Store, "--format", "json").Succeeds();
        Assert.Equal(1, run.Json.GetProperty("rejected").GetInt64());
        Assert.Contains("Set aside 1 message", run.Error);
    }

    [Fact]
    public void Run_says_when_retention_removed_what_was_not_folded()
    {
        using (var log = MessageLog.Open(_directory["short"], new MessageLogOptions { SegmentSize = MessageLogOptions.SegmentSizeUnit }))
        {
            var payload = new byte[1000];
            for (var message = 0; message < 200; message++)
                log.Append(payload);
            log.Flush();
        }

        Tool.Run("log", "retain", _directory["short"], "--max-age", "0s").Succeeds();
        var run = Tool.Run("ingest", "run", _directory["short"], Store);
        Assert.Equal(6, run.ExitCode);
        Assert.Contains("Put the missing segments back from a copy of the log.", run.Error);
    }

    [Fact]
    public async Task Run_with_follow_commits_what_comes_until_interrupted()
    {
        using var following = Tool.Start(["ingest", "run", Log, Store, "--follow", "--format", "json"]);
        await following.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        AppendVersion("c", "third");
        Assert.Equal(
            "Committed 1 version; the latest is 3.",
            await following.StandardError.ReadLineAsync(TestContext.Current.CancellationToken));
        Signals.Interrupt(following);
        Tool.WaitForExit(following);
        Assert.Equal(130, following.ExitCode);
        Assert.Contains("\"version\":3", following.StandardOutput.ReadToEnd());
    }

    [Theory]
    [InlineData("run")]
    [InlineData("status")]
    public void Of_a_log_that_is_not_there_creates_nothing(string verb)
    {
        Tool.Run("ingest", verb, _directory["nothing"], Store).Fails(2, "holds no message log");
        Assert.Equal([Log], Directory.GetDirectories(_directory.Path));
    }

    [Fact]
    public void Run_fails_when_another_writer_has_the_graph()
    {
        using var writer = GraphStore.Open(Store);
        Tool.Run("ingest", "run", Log, Store).Fails(4, "is locked by another writer");
    }

    private void AppendVersion(string node, string name)
    {
        using var log = ChangeLog.Open(Log);
        using var draft = log.BeginVersion();
        draft.Upsert(new Node(node, "METHOD", node, "app.cs"));
        draft.Commit(new CommitMarker { Tags = new Dictionary<string, string> { ["name"] = name } });
    }
}
