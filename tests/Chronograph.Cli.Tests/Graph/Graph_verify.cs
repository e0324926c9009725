namespace Chronograph.Cli.Tests;

public sealed class Graph_verify : IDisposable
{
    private readonly SampleGraph _graph = new();

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void Finds_a_sound_graph_sound_and_changes_nothing()
    {
        var before = DirectoryState.Of(_graph.Parent);
        var verified = Tool.Run("graph", "verify", _graph.Path, "--format", "json").Succeeds().Json;
        Assert.True(verified.GetProperty("ok").GetBoolean());
        Assert.Equal(3, verified.GetProperty("versions").GetInt64());
        Assert.True(verified.GetProperty("segments").GetInt64() > 0);
        Assert.Equal(0, verified.GetProperty("damage").GetArrayLength());
        Assert.Equal(1, verified.GetProperty("dangling_edges").GetInt64());
        Assert.StartsWith("Sound: 3 versions in ", Tool.Run("graph", "verify", _graph.Path).Succeeds().Output);
        Assert.Equal(before, DirectoryState.Of(_graph.Parent));
    }

    [Fact]
    public void Names_the_file_the_place_and_the_versions_of_damage()
    {
        var segment = Directory.GetFiles(Path.Combine(_graph.Path, "segments"), "*_nodes.seg").Order().First();
        Damage.FlipABit(segment, offset: 100);
        var verified = Tool.Run("graph", "verify", _graph.Path, "--format", "json");
        Assert.Equal(3, verified.ExitCode);
        var damage = verified.Json.GetProperty("damage")[0];
        Assert.Contains(Path.GetFileName(segment), damage.GetProperty("file").GetString());
        Assert.Equal(1, damage.GetProperty("first_version").GetInt64());
    }

    [Theory]
    [InlineData("writer.lock")]
    [InlineData("pins/versions.lock")]
    public void Finds_a_link_in_place_of_a_lock_that_would_keep_writers_out(string name)
    {
        var path = Path.Combine(_graph.Path, name);
        File.Move(path, _graph.Path + ".moved");
        File.CreateSymbolicLink(path, _graph.Path + ".moved");
        Tool.Run("graph", "tag", _graph.Path, "1", "a=b").Fails(3, $"{path} is damaged");
        var verified = Tool.Run("graph", "verify", _graph.Path, "--format", "json");
        Assert.Equal((3, path), (verified.ExitCode, verified.Json.GetProperty("damage")[0].GetProperty("file").GetString()));
        Assert.Contains("Delete what stands in the place of a lock", verified.Error);
        File.Delete(path);
        Tool.Run("graph", "tag", _graph.Path, "1", "a=b").Succeeds();
        Tool.Run("graph", "verify", _graph.Path).Succeeds();
    }

    [Fact]
    public void Says_where_there_is_no_graph() =>
        Tool.Run("graph", "verify", Path.Combine(_graph.Parent, "nothing")).Fails(2, "holds no graph");
}
