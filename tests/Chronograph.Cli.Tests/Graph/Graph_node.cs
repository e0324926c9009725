using Chronograph.Graph;

namespace Chronograph.Cli.Tests;

public sealed class Graph_node(SampleGraph graph) : IClassFixture<SampleGraph>
{
    [Fact]
    public void Shows_a_node_and_its_edges()
    {
        var node = Tool.Run("graph", "node", graph.Path, SampleGraph.Run, "--at", "1", "--format", "json").Succeeds().Json;
        Assert.Equal("Run", node.GetProperty("name").GetString());
        string[] edges = [.. node.GetProperty("edges").EnumerateArray().Select(edge => edge.GetRawText())];
        string[] expected =
        [
            $$$"""{"direction":"in","edge":"CALLS","semantic_id":"{{{SampleGraph.Main}}}","type":"METHOD","metadata":{"line":4}}""",
            $$"""{"direction":"in","edge":"CONTAINS","semantic_id":"{{SampleGraph.App}}","type":"CLASS","metadata":null}""",
            $$"""{"direction":"out","edge":"CALLS","semantic_id":"{{SampleGraph.Help}}","type":"METHOD","metadata":null}""",
        ];
        Assert.Equal(expected, edges.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Is_found_by_the_digits_of_its_id_too()
    {
        var id = NodeId.FromSemanticId(SampleGraph.App).ToString();
        var node = Tool.Run("graph", "node", graph.Path, id, "--format", "json").Succeeds().Json;
        Assert.Equal(SampleGraph.App, node.GetProperty("semantic_id").GetString());
        Assert.Equal(id, node.GetProperty("id").GetString());
    }

    [Fact]
    public void Without_a_record_is_found_by_the_edges_that_lead_to_it()
    {
        var node = Tool.Run("graph", "node", graph.Path, SampleGraph.Nowhere, "--format", "json").Succeeds().Json;
        Assert.Equal(SampleGraph.Nowhere, node.GetProperty("semantic_id").GetString());
        Assert.Equal("", node.GetProperty("type").GetString());
        Assert.Equal(1, node.GetProperty("edges").GetArrayLength());
    }

    [Fact]
    public void Is_readable_as_text()
    {
        var lines = Tool.Run("graph", "node", graph.Path, SampleGraph.Run, "--at", "1").Succeeds().Lines;
        Assert.Contains($"semantic id   {SampleGraph.Run}", lines);
        Assert.Contains("<- CALLS (1)", lines);
        Assert.Contains($"  {SampleGraph.Main}", lines);
    }

    [Fact]
    public void That_is_not_there_fails_and_says_how_to_look_for_it() =>
        Tool.Run("graph", "node", graph.Path, "nobody").Fails(2, "has no node nobody. Look for it with: chronograph graph find");

    [Fact]
    public void That_is_gone_is_not_in_a_later_version() =>
        Tool.Run("graph", "node", graph.Path, SampleGraph.Help).Fails(2, "Version 3");
}
