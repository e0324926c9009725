namespace Chronograph.Cli.Tests;

public sealed class Graph_collect_and_purge : IDisposable
{
    private readonly SampleGraph _graph = new();

    public Graph_collect_and_purge()
    {
        for (var version = 4; version <= 8; version++)
            Tool.Run("graph", "rollback", _graph.Path, "3").Succeeds();
    }

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void Sets_old_versions_aside_and_deletes_them()
    {
        var dry = Run("collect", "--retain", "1", "--dry-run", "--format", "json").Succeeds().Json;
        Assert.False(Directory.Exists(Path.Combine(_graph.Path, "gc")));
        var collected = Run("collect", "--retain", "1", "--format", "json").Succeeds().Json;
        Assert.Equal(dry.GetRawText(), collected.GetRawText());
        Assert.Equal(
            ["manifests/000004.json", "manifests/000005.json", "manifests/000006.json"],
            collected.GetProperty("collected").EnumerateArray().Select(file => file.GetProperty("file").GetString()));
        Assert.Equal("tagged name=first", collected.GetProperty("kept")[0].GetProperty("reason").GetString());
        Assert.Contains("gc/000004.json", Run("purge").Succeeds().Output);
        Assert.Equal("Nothing to do.\n", Run("purge").Succeeds().Output);
        Run("verify").Succeeds();
    }

    [Fact]
    public void A_version_that_is_gone_is_out_of_range()
    {
        Run("collect", "--retain", "1").Succeeds();
        Run("stats", "--at", "4").Fails(6, "was already removed by retention; the next that is still there is version 7");
        Run("stats", "--at", "9").Fails(2, "has no version 9");
        Run("collect", "--undo").Succeeds();
        Run("stats", "--at", "4").Succeeds();
    }

    [Fact]
    public void Retaining_none_keeps_the_latest_version_and_what_is_tagged()
    {
        Run("collect", "--retain", "0").Succeeds();
        var versions = Run("versions", "--format", "json").Succeeds().JsonLines.Select(version => version.GetProperty("version").GetInt64());
        Assert.Equal([8L, 3, 2, 1], versions);
    }

    [Fact]
    public void Needs_to_be_told_what_stays() => Run("collect").Fails(1, "--retain N");

    private ToolResult Run(string verb, params string[] options) => Tool.Run(["graph", verb, _graph.Path, .. options]);
}
