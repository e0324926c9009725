using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Index_of_a_history(IndexedHistory indexed) : IClassFixture<IndexedHistory>
{
    [Fact]
    public void Makes_a_version_of_each_commit_with_its_tags()
    {
        var versions = Tool.Run("graph", "versions", indexed.Code.Graph, "--tag", "commit", "--format", "json").Succeeds();
        Assert.Equal(
            ["Say good morning", "Greet twice", "Greet"],
            versions.JsonLines.Select(version => version.GetProperty("tags").GetProperty("subject").GetString()));
    }

    [Fact]
    public void Answers_what_changed_between_two_commits()
    {
        var diff = Tool.Run("graph", "diff", indexed.Code.Graph, "2", "3", "--type", "METHOD", "--records", "--format", "json").Succeeds().Json;
        Assert.Equal(("changed", "Greet"), (diff.GetProperty("change").GetString(), diff.GetProperty("name").GetString()));
    }

    [Fact]
    public void Suggests_three_commands_that_work_when_they_are_pasted() => PastedCommands.AllWork(indexed.Result, expected: 3);

    [Fact]
    public void That_has_not_grown_says_so_in_one_line() => Assert.StartsWith(
        "No new commits: every one asked for has its version already. The latest version is 3.",
        Assert.Single(Tool.Run("index", indexed.Code.Path, "--history", "9").Succeeds().Lines));

    [Fact]
    public void Can_be_rebuilt_from_its_log()
    {
        using var other = new TemporaryDirectory();
        var rebuilt = other["graph"];
        Tool.Run("ingest", "run", indexed.Code.Log, rebuilt).Succeeds();
        foreach (var version in new[] { "1", "2", "3" })
            Assert.Equal(Nodes(indexed.Code.Graph, version), Nodes(rebuilt, version));
    }

    private static string[] Nodes(string graph, string version) =>
        Tool.Run("graph", "find", graph, "--at", version, "--format", "json").Succeeds().Lines;
}
