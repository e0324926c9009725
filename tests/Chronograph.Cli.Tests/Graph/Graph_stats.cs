namespace Chronograph.Cli.Tests;

public sealed class Graph_stats(SampleGraph graph) : IClassFixture<SampleGraph>
{
    [Fact]
    public void Counts_the_latest_version_by_type()
    {
        var stats = Tool.Run("graph", "stats", graph.Path, "--format", "json").Succeeds().Json;
        Assert.Equal(3, stats.GetProperty("version").GetInt64());
        Assert.Equal(3, stats.GetProperty("nodes").GetInt64());
        Assert.Equal(4, stats.GetProperty("edges").GetInt64());
        Assert.Equal("""{"CLASS":1,"METHOD":2}""", stats.GetProperty("node_types").GetRawText());
        Assert.Equal("""{"CALLS":2,"CONTAINS":2}""", stats.GetProperty("edge_types").GetRawText());
        Assert.True(stats.GetProperty("segments").GetInt64() > 0);
        Assert.True(stats.GetProperty("bytes").GetInt64() > 0);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("tag:name=first")]
    [InlineData("time:2026-01-02T11:59:59Z")]
    public void Counts_any_version(string reference)
    {
        var stats = Tool.Run("graph", "stats", graph.Path, "--at", reference, "--format", "json").Succeeds().Json;
        Assert.Equal(1, stats.GetProperty("version").GetInt64());
        Assert.Equal(4, stats.GetProperty("nodes").GetInt64());
    }

    [Fact]
    public void Is_readable_as_text()
    {
        var stats = Tool.Run("graph", "stats", graph.Path).Succeeds();
        Assert.Contains("version   3 of 2026-01-03 12:00:00Z", stats.Lines);
        Assert.Contains("METHOD         2", stats.Lines);
        Assert.Empty(stats.Error);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("tag:name=none")]
    [InlineData("time:2025-01-01")]
    [InlineData("somelog:7")]
    public void Of_a_version_that_is_not_there_fails_and_says_which_is_the_latest(string reference) =>
        Tool.Run("graph", "stats", graph.Path, "--at", reference).Fails(2, "its latest is 3");

    [Fact]
    public void Of_something_that_is_no_version_is_wrong_usage() =>
        Tool.Run("graph", "stats", graph.Path, "--at", "newest").Fails(1, "'newest' is not a version");
}
