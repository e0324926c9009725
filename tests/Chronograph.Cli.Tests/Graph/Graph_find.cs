namespace Chronograph.Cli.Tests;

public sealed class Graph_find(SampleGraph graph) : IClassFixture<SampleGraph>
{
    [Theory]
    [InlineData("--type METHOD", new[] { SampleGraph.Main, SampleGraph.Run })]
    [InlineData("--name Run", new[] { SampleGraph.Run })]
    [InlineData("--name-prefix R", new[] { SampleGraph.Run })]
    [InlineData("--file-prefix he --at 1", new[] { SampleGraph.Help })]
    [InlineData("--file app.cs", new[] { SampleGraph.App, SampleGraph.Main, SampleGraph.Run })]
    [InlineData("--file help.cs --at 1", new[] { SampleGraph.Help })]
    [InlineData("--type CLASS --name Run", new string[0])]
    public void Lists_the_nodes_that_match(string options, string[] expected)
    {
        var found = Tool.Run(["graph", "find", graph.Path, .. options.Split(' '), "--format", "json"]).Succeeds();
        Assert.Equal(expected.Order(), found.JsonLines.Select(node => node.GetProperty("semantic_id").GetString()).Order());
    }

    [Fact]
    public void Lists_no_more_than_asked_for() =>
        Assert.Single(Tool.Run("graph", "find", graph.Path, "--limit", "1", "--format", "json").Succeeds().Lines);

    [Fact]
    public void Prints_every_field_in_json() => Assert.Equal(
        """{"id":"ID","semantic_id":"app.cs->METHOD->Main(string[])[in:App]","type":"METHOD","name":"Main","file":"app.cs","content_hash":"0000000000000002","metadata":{"line":5}}""",
        WithoutId(Tool.Run("graph", "find", graph.Path, "--name", "Main", "--format", "json").Succeeds().Lines[0]));

    [Fact]
    public void Prints_columns_as_text()
    {
        var lines = Tool.Run("graph", "find", graph.Path, "--name", "Main").Succeeds().Lines;
        Assert.Equal(["type    name  semantic id", $"METHOD  Main  {SampleGraph.Main}"], lines);
    }

    [Fact]
    public void Says_so_when_nothing_matches()
    {
        var found = Tool.Run("graph", "find", graph.Path, "--name", "Nobody").Succeeds();
        Assert.Empty(found.Output);
        Assert.Equal("No node matches.\n", found.Error);
    }

    [Fact]
    public void Says_which_types_there_are_when_nobody_has_the_one_asked_for() => Assert.Equal(
        "No node has type Method. The types are: CLASS, METHOD.\n",
        Tool.Run("graph", "find", graph.Path, "--type", "Method").Succeeds().Error);

    [Fact]
    public void Goes_on_where_a_limit_cut_it_off()
    {
        var ids = new List<string>();
        for (string[] after = []; ; after = ["--after", ids[^1]])
        {
            var page = Tool.Run(["graph", "find", graph.Path, "--limit", "1", "--format", "json", .. after]).Succeeds();
            ids.Add(Assert.Single(page.JsonLines.ToArray()).GetProperty("id").GetString()!);
            if (page.Error.Length == 0)
                break;
            Assert.Equal($"There are more; go on with --after {ids[^1]}\n", page.Error);
        }

        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public void Explains_what_it_skipped() => Assert.Contains(
        "segments: 2 considered, 0 skipped by zone map, 1 skipped by bloom filter, 1 opened\n",
        Tool.Run("graph", "find", graph.Path, "--type", "CLASS", "--explain").Succeeds().Error);

    private static string WithoutId(string line) =>
        System.Text.RegularExpressions.Regex.Replace(line, "\"id\":\"[0-9a-f]{32}\"", "\"id\":\"ID\"");
}
