namespace Chronograph.Cli.Tests;

public sealed class Graph_diff(SampleGraph graph) : IClassFixture<SampleGraph>
{
    [Fact]
    public void Counts_what_changed() => Assert.Equal(
        """{"from":1,"to":2,"nodes":{"added":0,"removed":1,"changed":1,"touched":1},"edges":{"added":0,"removed":1,"changed":0}}""",
        Tool.Run("graph", "diff", graph.Path, "1", "2", "--format", "json").Succeeds().Lines[0]);

    [Fact]
    public void Goes_back_as_well_as_forth() => Assert.Equal(
        """{"from":3,"to":1,"nodes":{"added":1,"removed":0,"changed":1,"touched":1},"edges":{"added":1,"removed":1,"changed":0}}""",
        Tool.Run("graph", "diff", graph.Path, "latest", "tag:name=first", "--format", "json").Succeeds().Lines[0]);

    [Fact]
    public void Counts_one_type_alone() => Assert.Equal(
        """{"from":1,"to":2,"nodes":{"added":0,"removed":0,"changed":0,"touched":0},"edges":{"added":0,"removed":1,"changed":0}}""",
        Tool.Run("graph", "diff", graph.Path, "1", "2", "--type", "CALLS", "--format", "json").Succeeds().Lines[0]);

    [Fact]
    public void Prints_each_record_with_what_it_was_and_what_it_is()
    {
        var records = Tool.Run("graph", "diff", graph.Path, "1", "2", "--records", "--format", "json").Succeeds().JsonLines;
        var byChange = records.ToLookup(record => $"{record.GetProperty("change").GetString()} {record.GetProperty("record").GetString()}");
        Assert.Equal(4, records.Length);
        Assert.Equal(SampleGraph.Help, byChange["removed node"].Single().GetProperty("semantic_id").GetString());
        Assert.Equal("0000000000000021", byChange["changed node"].Single().GetProperty("content_hash").GetString());
        Assert.Equal("0000000000000003", byChange["changed node"].Single().GetProperty("before").GetProperty("content_hash").GetString());
        Assert.Equal("""{"line":5}""", byChange["touched node"].Single().GetProperty("metadata").GetRawText());
        Assert.Equal(SampleGraph.Help, byChange["removed edge"].Single().GetProperty("dst").GetString());
    }

    [Fact]
    public void Is_readable_as_text()
    {
        Assert.Contains("nodes      0        1        1        1", Tool.Run("graph", "diff", graph.Path, "1", "2").Succeeds().Output);
        Assert.Contains(
            $"added   edge    CALLS  {SampleGraph.Run} -> {SampleGraph.Nowhere}",
            Tool.Run("graph", "diff", graph.Path, "2", "3", "--records").Succeeds().Output);
    }

    [Fact]
    public void Compares_the_files_that_versions_are_made_of()
    {
        var segments = Tool.Run("graph", "diff", graph.Path, "1", "2", "--segments", "--format", "json").Succeeds().JsonLines;
        var files = segments.ToLookup(segment => segment.GetProperty("change").GetString(), segment => segment.GetProperty("file").GetString());
        Assert.Equal(["segments/seg_000001_edges.seg", "segments/seg_000001_nodes.seg"], files["unchanged"].Concat(files["removed"]).Order());
        Assert.Contains("segments/seg_000002_nodes.seg", files["added"]);
        Assert.Contains("added", Tool.Run("graph", "diff", graph.Path, "1", "2", "--segments").Succeeds().Output);
        Tool.Run("graph", "diff", graph.Path, "1", "2", "--segments", "--records").Fails(1, "--segments");
    }

    [Fact]
    public void Says_so_when_nothing_differs() =>
        Assert.Equal("Nothing differs.\n", Tool.Run("graph", "diff", graph.Path, "2", "2", "--records").Succeeds().Error);
}
