using Chronograph.Graph;

namespace Chronograph.Cli.Tests;

public sealed class Graph_tag : IDisposable
{
    private readonly SampleGraph _graph = new();

    public void Dispose() => _graph.Dispose();

    [Fact]
    public void Refuses_more_than_a_version_can_have_also_together_with_what_it_has()
    {
        var half = new string('x', 110_000);
        Tool.Run("graph", "tag", _graph.Path, "1", $"a={half}").Succeeds();
        Tool.Run("graph", "tag", _graph.Path, "1", $"b={half}").Fails(1, "The tags of a version take at most 200000 bytes");
        Tool.Run("graph", "tag", _graph.Path, "1", "a=short", $"b={half}").Succeeds();
    }

    [Fact]
    public void Names_a_version_so_that_it_can_be_found()
    {
        var tagged = Tool.Run("graph", "tag", _graph.Path, "1", "release=1.0", "by=me", "--format", "json").Succeeds().Json;
        Assert.Equal("""{"by":"me","name":"first","release":"1.0"}""", tagged.GetProperty("tags").GetRawText());
        var found = Tool.Run("graph", "stats", _graph.Path, "--at", "tag:release=1.0", "--format", "json").Succeeds().Json;
        Assert.Equal(1, found.GetProperty("version").GetInt64());
    }

    [Fact]
    public void Waits_for_nobody_when_another_writer_has_the_store()
    {
        using var writer = GraphStore.Open(_graph.Path);
        Tool.Run("graph", "tag", _graph.Path, "1", "a=b").Fails(4, "is locked by another writer");
    }

    [Fact]
    public void Never_creates_a_store()
    {
        var nothing = Path.Combine(_graph.Parent, "nothing");
        Tool.Run("graph", "tag", nothing, "1", "a=b").Fails(2, "holds no graph");
        Assert.False(Directory.Exists(nothing));
    }
}
