using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>Batches so large that nodes and edges are written side by side and share the texts they gather.</summary>
public sealed class LargeBatchTests : IDisposable
{
    private const int Nodes = 3 * BatchSegments.Many / 2;
    private const int Edges = 2 * BatchSegments.Many;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Texts_that_nodes_and_edges_share_give_the_files_of_texts_that_each_gathers()
    {
        var seed = Randomness.Create(out _).Next();
        var shared = Files("shared", seed, batch => { });
        var apart = Files("apart", seed, batch => batch.DeleteNode("nobody")); // of a batch that deletes, some texts may be for neither

        Assert.Equal(2, shared.Count);
        Assert.Equal(shared.Keys, apart.Keys);
        foreach (var (name, bytes) in shared)
            Assert.True(bytes.AsSpan().SequenceEqual(apart[name]), $"seed {seed}, {name}");
    }

    [Fact]
    public void Nodes_without_edges_and_edges_without_nodes_are_there_as_they_were_staged()
    {
        var seed = Randomness.Create(out _).Next();
        using var store = GraphStore.Open(_directory["store"], Samples.Relaxed);
        var edges = Fill(store, seed, batch => { });
        using var snapshot = store.OpenLatest();

        Assert.True(snapshot.Nodes().Select(node => node.SemanticId).Order(StringComparer.Ordinal).SequenceEqual(
            Enumerable.Range(0, Nodes).Select(Id).Order(StringComparer.Ordinal)), $"seed {seed}");
        Assert.True(snapshot.Edges().Select(edge => (edge.Source, edge.Type, edge.Target)).ToHashSet().SetEquals(edges), $"seed {seed}");
        Assert.Equal(edges.Count, snapshot.Manifest.State.TotalEdges);
        Assert.True(Samples.Verify(_directory["store"]).Ok);
    }

    [Fact]
    public void An_edge_to_an_id_without_a_semantic_id_is_refused_and_nothing_is_left()
    {
        using var store = GraphStore.Open(_directory["store"], Samples.Relaxed);
        var refused = Assert.Throws<InvalidOperationException>(
            () => Fill(store, 1, batch => batch.Upsert(NodeId.FromSemanticId(Id(0)), "CALLS"u8, NodeId.FromSemanticId("unknown"))));

        Assert.Contains(NodeId.FromSemanticId("unknown").ToString(), refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, store.Latest.Number);
        Assert.Empty(Directory.GetFiles(_directory["store/segments"]));
    }

    private SortedDictionary<string, byte[]> Files(string name, int seed, Action<GraphBatch> last)
    {
        using var store = GraphStore.Open(_directory[name], Samples.Relaxed);
        Fill(store, seed, last);
        return new(Directory.GetFiles(_directory[$"{name}/segments"]).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes));
    }

    /// <summary>Commits nodes of which some have no edges, and edges of which some end at what is no node.</summary>
    private static HashSet<(string, string, string)> Fill(GraphStore store, int seed, Action<GraphBatch> last)
    {
        var random = new Random(seed);
        var edges = new HashSet<(string, string, string)>();
        using var batch = store.BeginBatch();
        for (var node = 0; node < Nodes; node++)
            batch.Upsert(Samples.Node(Id(node)));
        for (var edge = 0; edge < Edges; edge++)
        {
            var (source, target) = (Id(random.Next(Nodes / 2)), Id(Nodes / 4 + random.Next(Nodes)));
            batch.Upsert(new Edge(source, "CALLS", target));
            edges.Add((source, "CALLS", target));
        }

        last(batch);
        batch.Commit();
        return edges;
    }

    private static string Id(int node) => $"src/File{node / 7}.cs->METHOD->Handle{node}";
}
