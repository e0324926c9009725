namespace Chronograph.Cli.Tests;

public sealed class Index_of_files(IndexedFiles indexed) : IClassFixture<IndexedFiles>
{
    [Fact]
    public void Says_in_words_what_it_made()
    {
        Assert.Matches(@"^Indexed .+ in [\d.]+ s: 1 new version, the latest is 1\.$", indexed.Result.Lines[0]);
        Assert.Equal($"It holds 1 file, {Stat("nodes")} nodes and {Stat("edges")} edges.", indexed.Result.Lines[1]);
        Assert.Contains(indexed.Result.Lines, line => line.StartsWith("METHOD ", StringComparison.Ordinal));
        Assert.Contains(indexed.Result.Lines, line => line.StartsWith("CALLS ", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_in_json_what_it_made()
    {
        using var code = new SampleCode();
        var summary = Tool.Run("index", code.Path, "--format", "json").Succeeds().Json;
        string[] fields = [.. summary.EnumerateObject().Select(field => field.Name)];
        Assert.Equal(["versions", "nodes", "edges", "files", "messages", "seconds"], fields);
        Assert.Equal(1, summary.GetProperty("versions").GetInt64());
        Assert.Equal(1, summary.GetProperty("files").GetInt64());
        Assert.Equal(Stat("nodes"), summary.GetProperty("nodes").GetInt64());
        Assert.Equal(Stat("edges"), summary.GetProperty("edges").GetInt64());
        Assert.True(summary.GetProperty("messages").GetInt64() > Stat("nodes"));
    }

    [Fact]
    public void Answers_what_calls_a_method()
    {
        var polish = Tool.Run("graph", "find", indexed.Code.Graph, "--name", "Polish", "--format", "json").Succeeds().Json;
        var callers = Tool.Run(
            "graph", "neighbors", indexed.Code.Graph, polish.GetProperty("semantic_id").GetString()!,
            "--direction", "in", "--type", "CALLS", "--format", "json").Succeeds();
        Assert.Equal(2, callers.Lines.Length);
    }

    [Fact]
    public void Suggests_three_commands_that_work_when_they_are_pasted() => PastedCommands.AllWork(indexed.Result, expected: 3);

    [Fact]
    public void That_have_not_changed_says_so_in_one_line()
    {
        var again = Tool.Run("index", indexed.Code.Path).Succeeds();
        Assert.StartsWith("Nothing has changed: version 1 holds ", Assert.Single(again.Lines));
        Assert.Empty(again.Error);
        var json = Tool.Run("index", indexed.Code.Path, "--format", "json").Succeeds().Json;
        Assert.Equal((0, 0), (json.GetProperty("versions").GetInt64(), json.GetProperty("messages").GetInt64()));
    }

    private long Stat(string field) =>
        Tool.Run("graph", "stats", indexed.Code.Graph, "--format", "json").Succeeds().Json.GetProperty(field).GetInt64();
}
