using Chronograph.Graph;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

public sealed class Graph_import_and_export : IDisposable
{
    private const string Nodes =
        """
        semantic_id,type,name,file,content_hash,metadata
        a,CLASS,A,a.cs,00000000000000ff,"{""line"":1}"
        b,METHOD,"B, the second",b.cs,,
        """;

    private const string Edges =
        """
        src,dst,type,metadata
        a,b,CONTAINS,
        b,a,CALLS,"{""line"":2}"
        """;

    private readonly TemporaryDirectory _directory = new();

    private string Store => _directory["graph"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Import_makes_one_version_of_the_files()
    {
        var imported = Import(Nodes, Edges, "--tag", "from=csv", "--tag", "by=me").Succeeds().Json;
        Assert.Equal(1, imported.GetProperty("version").GetInt64());
        Assert.Equal(2, imported.GetProperty("nodes").GetInt64());
        Assert.Equal(2, imported.GetProperty("edges").GetInt64());
        Assert.True(imported.GetProperty("seconds").GetDouble() >= 0);
        var stats = Tool.Run("graph", "stats", Store, "--at", "tag:from=csv", "--format", "json").Succeeds().Json;
        Assert.Equal("""{"CALLS":1,"CONTAINS":1}""", stats.GetProperty("edge_types").GetRawText());
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void Export_of_what_was_imported_is_equal_to_it(string form)
    {
        Import(Nodes, Edges).Succeeds();
        Export(form, "first");
        var copy = _directory["copy"];
        Tool.Run("graph", "import", copy, "--nodes", _directory[$"first-nodes.{form}"], "--edges", _directory[$"first-edges.{form}"]).Succeeds();
        Assert.Equal(Records(Store), Records(copy));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void Metadata_that_is_null_is_none_in_whatever_form_it_comes_and_goes(string form)
    {
        Import(
            "semantic_id,type,name,file,content_hash,metadata\na,T,A,a.cs,, null \nb,T,B,b.cs,,[null]\n",
            "src,dst,type,metadata\na,b,USES,null\n").Succeeds();
        Export(form, "first");
        var copy = _directory["copy"];
        Tool.Run("graph", "import", copy, "--nodes", _directory[$"first-nodes.{form}"], "--edges", _directory[$"first-edges.{form}"]).Succeeds();
        Assert.Equal(Records(Store), Records(copy));
        using var store = GraphStore.OpenReadOnly(copy);
        using var version = store.OpenLatest();
        Assert.Equal(["", "[null]"], version.Nodes().OrderBy(node => node.Name).Select(node => node.Metadata));
        Assert.Equal("", Assert.Single(version.Edges()).Metadata);
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public void Nothing_of_a_record_is_lost_on_the_way_out_and_in(string form)
    {
        const string hard = "semantic_id,type,name,file,content_hash,metadata\r\n"
            + "\"a \"\"quoted\"\", \U0001F30D\",\"T,1\",\"two\nlines\",\"C:\\x\",ffffffffffffffff,\r\n"
            + "Größe,T,,,1,\"{\"\"text\"\":\"\"a,b\"\"}\"\r\n";
        const string edges = "dst,src,type,metadata\n\"a \"\"quoted\"\", \U0001F30D\",Größe,\"uses,\",[1]\nGröße,Größe,SELF,\n";
        Import(hard, edges).Succeeds();
        Export(form, "first");
        var copy = _directory["copy"];
        Tool.Run("graph", "import", copy, "--nodes", _directory[$"first-nodes.{form}"], "--edges", _directory[$"first-edges.{form}"]).Succeeds();
        using var original = Chronograph.Graph.GraphStore.OpenReadOnly(Store).OpenLatest();
        using var copied = Chronograph.Graph.GraphStore.OpenReadOnly(copy).OpenLatest();
        Assert.Equal(original.Nodes(), copied.Nodes());
        Assert.Equal(original.Edges(), copied.Edges());
        Assert.Contains(original.Nodes(), node => node.ContentHash == ulong.MaxValue && node.Name == "two\nlines" && node.Metadata == "");
        Assert.Equal(2, original.Edges().Count());
    }

    [Fact]
    public void Export_writes_the_columns_that_import_reads()
    {
        Import(Nodes, Edges).Succeeds();
        Export("csv", "out");
        Assert.Equal(Nodes.Split('\n').Order(), File.ReadAllLines(_directory["out-nodes.csv"]).Order());
        Assert.Equal(Edges.Split('\n').Order(), File.ReadAllLines(_directory["out-edges.csv"]).Order());
    }

    [Fact]
    public void Import_adds_to_what_is_there_and_replace_deletes_the_rest()
    {
        Import(Nodes, Edges).Succeeds();
        const string more = "semantic_id,type,name,file\nc,CLASS,C,c.cs\n";
        Import(more, "src,dst,type\n").Succeeds();
        Assert.Equal(["a", "b", "c"], Ids());
        Import(more, "src,dst,type\nc,c,CALLS\n", "--replace").Succeeds();
        Assert.Equal(["c"], Ids());
        Assert.Equal(1, Tool.Run("graph", "stats", Store, "--format", "json").Succeeds().Json.GetProperty("edges").GetInt64());
    }

    [Theory]
    [InlineData("semantic_id,type,name\n", "line 1: the column 'file' is missing")]
    [InlineData("semantic_id,type,name,file,colour\n", "line 1: there is no column 'colour'")]
    [InlineData("semantic_id,type,name,file\na,CLASS,A,a.cs\nb,CLASS\n", "line 3: 2 values for 4 columns")]
    [InlineData("semantic_id,type,name,file,content_hash\na,CLASS,A,a.cs,xyz\n", "line 2: content_hash 'xyz' is not")]
    [InlineData("semantic_id,type,name,file,metadata\na,CLASS,A,a.cs,since 2019\n", "line 2: metadata 'since 2019' is no JSON")]
    [InlineData("semantic_id,type,name,file,metadata\na,CLASS,A,a.cs,{} {}\n", "line 2: metadata '{} {}' is no JSON")]
    [InlineData("semantic_id,type,name,file\n,CLASS,A,a.cs\n", "line 2: semantic_id: A semantic id is not empty. Nothing was imported.")]
    public void Import_of_a_row_that_cannot_be_used_leaves_nothing_behind(string nodes, string because)
    {
        var imported = Import(nodes, Edges);
        imported.Fails(1, because);
        Assert.Contains(_directory["nodes.csv"], imported.Error);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public void Import_of_a_row_that_cannot_be_used_leaves_an_existing_graph_as_it_was()
    {
        Import(Nodes, Edges).Succeeds();
        Import("semantic_id,type,name,file\nc,CLASS,C,c.cs\nd\n", Edges).Fails(1, "line 3: 1 values for 4 columns");
        Assert.Single(Tool.Run("graph", "versions", Store, "--format", "json").Succeeds().Lines);
    }

    [Fact]
    public void Files_that_are_not_there_or_of_no_known_form_are_refused_before_anything_is_done()
    {
        Tool.Run("graph", "import", Store, "--nodes", _directory["none.csv"]).Fails(2, "There is no file");
        Tool.Run("graph", "import", Store, "--nodes", _directory["none.xml"]).Fails(1, "must end in .csv");
        Tool.Run("graph", "import", Store).Fails(1, "Say what to import");
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public void One_file_cannot_take_both_nodes_and_edges()
    {
        Import(Nodes, Edges).Succeeds();
        var file = _directory["both.csv"];
        Tool.Run("graph", "export", Store, "--nodes", file, "--edges", _directory["./both.csv"]).Fails(1, "cannot take both nodes and edges");
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void Export_of_an_older_version_is_that_version()
    {
        Import(Nodes, Edges).Succeeds();
        Import("semantic_id,type,name,file\nc,CLASS,C,c.cs\n", "src,dst,type\n", "--replace").Succeeds();
        Export("csv", "old", "--at", "1");
        Assert.Equal(Nodes.Split('\n').Order(), File.ReadAllLines(_directory["old-nodes.csv"]).Order());
    }

    private ToolResult Import(string nodes, string edges, params string[] options)
    {
        File.WriteAllText(_directory["nodes.csv"], nodes);
        File.WriteAllText(_directory["edges.csv"], edges);
        string[] files = ["--nodes", _directory["nodes.csv"], "--edges", _directory["edges.csv"]];
        return Tool.Run(["graph", "import", Store, .. files, .. options, "--format", "json"]);
    }

    private void Export(string form, string name, params string[] options)
    {
        string[] files = ["--nodes", _directory[$"{name}-nodes.{form}"], "--edges", _directory[$"{name}-edges.{form}"]];
        Tool.Run(["graph", "export", Store, .. files, .. options]).Succeeds();
    }

    private IEnumerable<string?> Ids() => Tool.Run("graph", "find", Store, "--format", "json").Succeeds().JsonLines
        .Select(node => node.GetProperty("semantic_id").GetString()).Order();

    private string[] Records(string store)
    {
        var nodes = Tool.Run("graph", "find", store, "--format", "json").Succeeds().Lines;
        var edges = nodes.Length == 0 ? [] : new[] { "a", "b" }
            .SelectMany(id => Tool.Run("graph", "node", store, id, "--format", "json").Succeeds().Lines);
        return [.. nodes, .. edges];
    }
}
