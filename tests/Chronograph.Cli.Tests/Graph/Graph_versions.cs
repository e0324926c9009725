namespace Chronograph.Cli.Tests;

public sealed class Graph_versions(SampleGraph graph) : IClassFixture<SampleGraph>
{
    [Fact]
    public void Are_listed_newest_first_with_what_their_manifests_say()
    {
        var versions = Tool.Run("graph", "versions", graph.Path, "--format", "json").Succeeds().JsonLines;
        Assert.Equal([3, 2, 1], versions.Select(version => version.GetProperty("version").GetInt64()));
        Assert.Equal([2, 1, 0], versions.Select(version => version.GetProperty("parent_version").GetInt64()));
        Assert.Equal("2026-01-02T12:00:00Z", versions[1].GetProperty("created_at").GetString());
        Assert.Equal("""{"name":"second"}""", versions[1].GetProperty("tags").GetRawText());
        Assert.Equal(3, versions[1].GetProperty("nodes").GetInt64());
        Assert.Equal(3, versions[1].GetProperty("edges").GetInt64());
        Assert.True(versions[1].GetProperty("segments").GetInt64() > 0);
    }

    [Theory]
    [InlineData("--limit 1", new long[] { 3 })]
    [InlineData("--before 3", new long[] { 2, 1 })]
    [InlineData("--before 3 --limit 1", new long[] { 2 })]
    [InlineData("--tag name", new long[] { 3, 2, 1 })]
    [InlineData("--tag name=first", new long[] { 1 })]
    [InlineData("--tag other", new long[0])]
    public void Are_listed_page_by_page_and_by_tag(string options, long[] expected)
    {
        var versions = Tool.Run(["graph", "versions", graph.Path, .. options.Split(' '), "--format", "json"]).Succeeds();
        Assert.Equal(expected, versions.JsonLines.Select(version => version.GetProperty("version").GetInt64()));
    }

    [Theory]
    [InlineData("=")]
    [InlineData("=first")]
    [InlineData("")]
    public void Are_not_looked_for_by_a_tag_without_a_key(string tag) =>
        Tool.Run("graph", "versions", graph.Path, "--tag", tag).Fails(1, $"'{tag}' is not a tag, or the key of one");

    [Theory]
    [InlineData("time:2026-01-02T12:00", 2)]
    [InlineData("time:2026-01-02T13:00:00+01:00", 2)]
    [InlineData("time:2026-01-03", 2)]
    [InlineData("time:-1s", 3)]
    public void Are_named_by_a_time_in_any_form_that_a_time_has(string reference, long expected) => Assert.Equal(
        expected,
        Tool.Run("graph", "stats", graph.Path, "--at", reference, "--format", "json").Succeeds().Json.GetProperty("version").GetInt64());

    [Theory]
    [InlineData("time:01/02/2026")]
    [InlineData("time:12:30")]
    [InlineData("time:-soon")]
    public void Are_not_named_by_what_could_mean_two_times(string reference) =>
        Tool.Run("graph", "stats", graph.Path, "--at", reference).Fails(1, "is not a version");

    [Fact]
    public void Are_readable_as_text() => Assert.Contains(
        "      2  2026-01-02 12:00:00Z      3      3",
        Tool.Run("graph", "versions", graph.Path).Succeeds().Output);
}
