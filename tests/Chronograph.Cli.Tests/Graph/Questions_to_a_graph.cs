using Chronograph.Graph;

namespace Chronograph.Cli.Tests;

public sealed class Questions_to_a_graph(SampleGraph graph) : IClassFixture<SampleGraph>
{
    public static TheoryData<string> Verbs =>
    [
        "stats",
        "find",
        $"node {SampleGraph.Run}",
        $"neighbors {SampleGraph.Run}",
        $"path {SampleGraph.App} {SampleGraph.Run}",
        "versions",
        "diff 1 3",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Change_nothing_and_need_no_lock(string verb)
    {
        using var writer = GraphStore.Open(graph.Path);
        var before = DirectoryState.Of(graph.Parent);
        Ask(graph.Path, verb).Succeeds();
        Assert.Equal(before, DirectoryState.Of(graph.Parent));
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Where_there_is_none_fail_and_create_nothing(string verb)
    {
        var nothing = Path.Combine(graph.Parent, "nothing");
        Ask(nothing, verb).Fails(2, $"{nothing} holds no graph");
        Assert.False(Directory.Exists(nothing));
    }

    [Fact]
    public void To_the_directory_around_it_say_where_it_is()
    {
        var around = Path.Combine(graph.Parent, "around");
        using (GraphStore.Open(Path.Combine(around, ".chronograph", "graph")))
            Ask(around, "stats").Fails(2, $"Did you mean {Path.Combine(around, ".chronograph", "graph")}?");
    }

    private static ToolResult Ask(string store, string question)
    {
        var words = question.Split(' ');
        return Tool.Run(["graph", words[0], store, .. words[1..]]);
    }
}
