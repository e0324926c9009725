namespace Chronograph.Cli.Tests;

public sealed class Graph_path(SampleGraph graph) : IClassFixture<SampleGraph>
{
    [Fact]
    public void Leads_from_the_first_node_to_the_last()
    {
        var path = Tool.Run("graph", "path", graph.Path, SampleGraph.App, SampleGraph.Help, "--at", "1", "--format", "json").Succeeds();
        string[] expected =
        [
            $$"""{"depth":0,"semantic_id":"{{SampleGraph.App}}","type":"CLASS","edge":null,"direction":null,"file":"app.cs","line":null}""",
            $$"""{"depth":1,"semantic_id":"{{SampleGraph.Run}}","type":"METHOD","edge":"CONTAINS","direction":"out","file":"app.cs","line":null}""",
            $$"""{"depth":2,"semantic_id":"{{SampleGraph.Help}}","type":"METHOD","edge":"CALLS","direction":"out","file":"help.cs","line":null}""",
        ];
        Assert.Equal(expected, path.Lines);
    }

    [Fact]
    public void That_is_not_there_is_not_found() =>
        Tool.Run("graph", "path", graph.Path, SampleGraph.Help, SampleGraph.App, "--at", "1").Fails(2, "has no path from");

    [Fact]
    public void Takes_only_edges_of_the_type_asked_for() =>
        Tool.Run("graph", "path", graph.Path, SampleGraph.App, SampleGraph.Run, "--type", "CALLS").Fails(2, "over CALLS edges");
}
