namespace Chronograph.Cli.Tests;

public sealed class Graph_neighbors(SampleGraph graph) : IClassFixture<SampleGraph>
{
    [Fact]
    public void Go_along_the_edges_one_step_by_default() => Assert.Equal(
        [Step(1, SampleGraph.Run, "CALLS", "out")],
        Ask(SampleGraph.Main));

    [Fact]
    public void Go_against_the_edges_when_asked_to() => Assert.Equal(
        [Step(1, SampleGraph.Main, "CALLS", "in")],
        Ask(SampleGraph.Run, "--direction", "in", "--type", "CALLS"));

    [Fact]
    public void Go_both_ways_as_deep_as_asked_for() => Assert.Equal(
        [
            Step(1, SampleGraph.App, "CONTAINS", "in"),
            Step(1, SampleGraph.Run, "CALLS", "out"),
            Step(2, SampleGraph.Help, "CALLS", "out"),
        ],
        Ask(SampleGraph.Main, "--direction", "both", "--depth", "9", "--at", "1"));

    [Theory]
    [InlineData("1", "[1,1]")]
    [InlineData("2", "[1,1,1]")]
    public void Are_only_counted_with_levels(string depth, string expected) => Assert.Equal(
        $$"""{"levels":{{expected}}}""",
        Tool.Run("graph", "neighbors", graph.Path, SampleGraph.Main, "--depth", depth, "--levels", "--at", "1", "--format", "json")
            .Succeeds().Lines[0]);

    [Fact]
    public void Are_readable_as_text()
    {
        var lines = Tool.Run("graph", "neighbors", graph.Path, SampleGraph.Run, "--direction", "in", "--type", "CALLS").Succeeds().Lines;
        Assert.Equal(["depth  edge      type    where     semantic id", $"    1  <- CALLS  METHOD  app.cs:5  {SampleGraph.Main}"], lines);
    }

    [Fact]
    public void Of_a_node_without_edges_are_none_and_it_says_so()
    {
        var asked = Tool.Run("graph", "neighbors", graph.Path, SampleGraph.Main, "--type", "INHERITS").Succeeds();
        Assert.Empty(asked.Output);
        Assert.Equal("No edge has type INHERITS. The types are: CALLS, CONTAINS.\n", asked.Error);
        Assert.Contains("No edge leads from there", Tool.Run("graph", "neighbors", graph.Path, SampleGraph.App, "--direction", "in").Error);
    }

    [Fact]
    public void Cut_off_by_a_limit_say_so_and_explain_what_they_cost()
    {
        var asked = Tool.Run("graph", "neighbors", graph.Path, SampleGraph.App, "--limit", "1", "--explain").Succeeds();
        Assert.Equal(2, asked.Lines.Length);
        Assert.Contains("There are more within reach", asked.Error);
        Assert.Contains("segments: 3 considered", asked.Error);
    }

    private static string Step(int depth, string semanticId, string edge, string direction) =>
        $"{depth} {semanticId} {edge} {direction}";

    private string[] Ask(params string[] arguments) => Tool
        .Run(["graph", "neighbors", graph.Path, .. arguments, "--format", "json"])
        .Succeeds().JsonLines
        .Select(line => Step(
            line.GetProperty("depth").GetInt32(),
            line.GetProperty("semantic_id").GetString()!,
            line.GetProperty("edge").GetString()!,
            line.GetProperty("direction").GetString()!))
        .Order(StringComparer.Ordinal)
        .ToArray();
}
