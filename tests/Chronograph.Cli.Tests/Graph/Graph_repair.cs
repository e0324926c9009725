namespace Chronograph.Cli.Tests;

public sealed class Graph_repair : IDisposable
{
    private readonly SampleGraph _graph = new();

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void Goes_on_from_the_version_before_a_damaged_latest_one_once_that_is_confirmed()
    {
        Damage.FlipABit(Path.Combine(_graph.Path, "manifests", "000003.json"), offset: 100);
        AssertFound("chronograph graph repair", "chronograph graph rollback");
        Run("stats").Fails(3, "000003.json");
        var before = DirectoryState.Of(_graph.Path);
        var asked = Run("repair");
        Assert.Equal(1, asked.ExitCode);
        Assert.Contains("--yes", asked.Error);
        Assert.Equal(before, DirectoryState.Of(_graph.Path));
        var repaired = Run("repair", "--yes", "--format", "json").Succeeds().Json;
        Assert.Equal((true, 2), (repaired.GetProperty("applied").GetBoolean(), repaired.GetProperty("version").GetInt64()));
        Assert.Equal("manifests/000003.json", repaired.GetProperty("set_aside")[0].GetString());
        Run("verify").Succeeds();
        Assert.StartsWith("Nothing to repair", Run("repair").Succeeds().Output);
    }

    [Fact]
    public void A_lost_pointer_is_found_by_verify_and_written_again_by_the_next_command_that_writes()
    {
        File.Delete(Path.Combine(_graph.Path, "current.json"));
        AssertFound("chronograph graph repair");
        Run("compact").Succeeds();
        Run("verify").Succeeds();
        Assert.Equal([4L, 3, 2, 1], Run("versions", "--format", "json").Succeeds().JsonLines.Select(version => version.GetProperty("version").GetInt64()));
    }

    [Fact]
    public void A_damaged_history_is_no_damage_to_a_version_and_is_made_anew_on_request()
    {
        Damage.FlipABit(Path.Combine(_graph.Path, "history", "000000000.q"), offset: 200);
        var verified = Run("verify", "--format", "json").Succeeds();
        Assert.True(verified.Json.GetProperty("ok").GetBoolean());
        Assert.EndsWith("000000000.q", verified.Json.GetProperty("rebuildable")[0].GetProperty("file").GetString());
        Assert.Contains("chronograph graph repair", verified.Error);
        Assert.Equal(1, Run("repair").ExitCode);
        Assert.True(Run("repair", "--yes", "--format", "json").Succeeds().Json.GetProperty("applied").GetBoolean());
        Assert.Equal(0, Run("verify", "--format", "json").Succeeds().Json.GetProperty("rebuildable").GetArrayLength());
        Run("stats", "--at", "tag:name=first").Succeeds();
    }

    private void AssertFound(params string[] advice)
    {
        var verified = Run("verify");
        Assert.Equal(3, verified.ExitCode);
        Assert.All(advice, command => Assert.Contains(command, verified.Error));
    }

    private ToolResult Run(string verb, params string[] options) => Tool.Run(["graph", verb, _graph.Path, .. options]);
}
