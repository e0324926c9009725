using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Index_that_is_killed : IDisposable
{
    private const int Commits = 12;
    private const int Kills = 10;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void At_any_moment_ends_in_the_same_versions_when_it_is_run_again()
    {
        var random = Randomness.Create(out var seed);
        using var code = GrowingCode.Create(_directory["code"], Commits, random);
        Tool.Run("index", code.Path, "--history", $"{Commits}", "--store", _directory["whole"]).Succeeds();
        var whole = Tool.Run("index", code.Path, "--history", $"{Commits}", "--store", _directory["timed"], "--format", "json").Succeeds();
        var milliseconds = (int)(whole.Json.GetProperty("seconds").GetDouble() * 1000);

        string[] again = ["index", code.Path, "--history", $"{Commits}", "--store", _directory["killed"]];
        for (var kill = 0; kill < Kills; kill++)
            RunAndKill(again, random.Next(milliseconds + 400));
        Tool.Run(again).Succeeds();
        Tool.Run("ingest", "run", _directory["killed/log"], _directory["rebuilt"]).Succeeds();

        var expected = Content(_directory["whole/graph"]);
        Assert.Equal(Commits, expected.Length);
        Assert.True(expected.SequenceEqual(Content(_directory["killed/graph"])), $"seed {seed}: versions differ after {Kills} kills");
        Assert.True(expected.SequenceEqual(Content(_directory["rebuilt"])), $"seed {seed}: versions rebuilt from the log differ");
        Assert.True(Tool.Run("graph", "verify", _directory["killed/graph"], "--format", "json").Succeeds().Json.GetProperty("ok").GetBoolean());
        Assert.True(Tool.Run("log", "verify", _directory["killed/log"], "--format", "json").Succeeds().Json.GetProperty("ok").GetBoolean());
    }

    private static void RunAndKill(string[] arguments, int milliseconds)
    {
        using var process = Tool.Start(arguments);
        if (process.WaitForExit(milliseconds))
            return;
        process.Kill();
        process.WaitForExit();
    }

    /// <summary>All that a version says, oldest version first.</summary>
    private string[] Content(string graph)
    {
        var versions = Tool.Run("graph", "versions", graph, "--format", "json").Succeeds().JsonLines.Reverse();
        return [.. versions.Select(version => Header(version) + Records(graph, version.GetProperty("version").GetInt64()))];
    }

    private static string Header(System.Text.Json.JsonElement version) =>
        $"{version.GetProperty("version")} {version.GetProperty("created_at")} {version.GetProperty("tags")}\n";

    private string Records(string graph, long version)
    {
        Tool.Run("graph", "export", graph, "--at", $"{version}", "--nodes", _directory["nodes.jsonl"], "--edges", _directory["edges.jsonl"]).Succeeds();
        var records = File.ReadAllText(_directory["nodes.jsonl"]) + File.ReadAllText(_directory["edges.jsonl"]);
        File.Delete(_directory["nodes.jsonl"]);
        File.Delete(_directory["edges.jsonl"]);
        return records;
    }
}
