using Chronograph.Graph;

namespace Chronograph.Cli.Tests;

public sealed class Graph_rollback_and_compact : IDisposable
{
    private readonly SampleGraph _graph = new();

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void Rollback_makes_an_old_version_the_newest()
    {
        Assert.Equal("""{"version":4}""", Tool.Run("graph", "rollback", _graph.Path, "1", "--format", "json").Succeeds().Lines[0]);
        AssertSame("1", "4");
        Assert.Equal("Version 5 is what version 2 was.\n", Tool.Run("graph", "rollback", _graph.Path, "tag:name=second").Succeeds().Output);
    }

    [Fact]
    public void Rollback_to_a_version_that_is_not_there_commits_nothing()
    {
        Tool.Run("graph", "rollback", _graph.Path, "9").Fails(2, "has no version 9");
        Assert.Equal(3, Tool.Run("graph", "versions", _graph.Path, "--format", "json").Succeeds().Lines.Length);
    }

    [Fact]
    public void Compact_leaves_the_same_records_in_fewer_segments()
    {
        var compacted = Tool.Run("graph", "compact", _graph.Path, "--format", "json").Succeeds().Json;
        Assert.Equal(4, compacted.GetProperty("version").GetInt64());
        Assert.True(compacted.GetProperty("segments_after").GetInt64() < compacted.GetProperty("segments_before").GetInt64());
        Assert.True(compacted.GetProperty("bytes_after").GetInt64() <= compacted.GetProperty("bytes_before").GetInt64());
        AssertSame("3", "4");
        Assert.StartsWith("Nothing to merge: version 4", Tool.Run("graph", "compact", _graph.Path).Succeeds().Output);
    }

    [Theory]
    [InlineData("compact")]
    [InlineData("rollback")]
    public void Fail_when_another_writer_has_the_graph(string verb)
    {
        using var writer = GraphStore.Open(_graph.Path);
        Run(verb, _graph.Path).Fails(4, "is locked by another writer");
    }

    [Theory]
    [InlineData("compact")]
    [InlineData("rollback")]
    public void Never_create_a_graph(string verb)
    {
        var nothing = Path.Combine(_graph.Parent, "nothing");
        Run(verb, nothing).Fails(2, "holds no graph");
        Assert.False(Directory.Exists(nothing));
    }

    private static ToolResult Run(string verb, string store) =>
        Tool.Run(verb == "compact" ? ["graph", verb, store] : ["graph", verb, store, "1"]);

    private void AssertSame(string from, string to) =>
        Assert.Empty(Tool.Run("graph", "diff", _graph.Path, from, to, "--records").Succeeds().Output);
}
