using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>Answers against figures that mathematics knows, in one segment and in several.</summary>
public sealed class TheoremTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_hypercube_has_as_many_corners_at_a_depth_as_there_are_ways_to_choose_the_bits(int commits)
    {
        const int Dimensions = 10;
        using var snapshot = Open(KnownGraphs.Hypercube(Dimensions), commits);
        var binomials = Enumerable.Range(0, Dimensions + 1).Select(depth => KnownGraphs.Binomial(Dimensions, depth)).ToList();
        Assert.Equal(Dimensions << (Dimensions - 1), snapshot.Info.Edges);
        Assert.Equal(binomials, Levels(snapshot, 0, EdgeDirection.Out));
        Assert.Equal(binomials, Levels(snapshot, (1 << Dimensions) - 1, EdgeDirection.In));
        Assert.Equal(binomials, Levels(snapshot, 0b1100101, EdgeDirection.Both));
        Assert.Equal(Dimensions, snapshot.Degree(KnownGraphs.Id(77), EdgeDirection.Both));
        Assert.Equal(4, snapshot.ShortestPath(KnownGraphs.Id(0), KnownGraphs.Id(0b1010011))![^1].Depth);
        Assert.Null(snapshot.ShortestPath(KnownGraphs.Id(1), KnownGraphs.Id(2)));
        Assert.Equal((1, 1 << Dimensions), (snapshot.Components(TestContext.Current.CancellationToken).Count, (int)snapshot.Components().Largest));
    }

    /// <summary>
    /// Each word has 2^n neighbours. Of two words that agree somewhere a third differs from both everywhere, so the rest
    /// is two steps away; and it is connected from the second power on.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void A_power_of_the_triangle_is_reached_in_two_steps(int commits)
    {
        const int Power = 5;
        using var snapshot = Open(KnownGraphs.TrianglePower(Power), commits);
        Assert.Equal(243 * 32, snapshot.Info.Edges);
        for (var word = 0; word < 243; word += 40)
            Assert.Equal([1, 32, 243 - 33], Levels(snapshot, word, EdgeDirection.Out));
        Assert.Equal(243 * 32, snapshot.Statistics().EdgeTypes.Values.Sum());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void In_a_complete_graph_everything_is_one_step_away(int commits)
    {
        const int Nodes = 60;
        using var snapshot = Open(KnownGraphs.Complete(Nodes), commits);
        Assert.Equal(KnownGraphs.Binomial(Nodes, 2), snapshot.Info.Edges);
        Assert.Equal([1, Nodes - 1], Levels(snapshot, 17, EdgeDirection.Both));
        Assert.Equal([1, Nodes - 18], Levels(snapshot, 17, EdgeDirection.Out));
        Assert.Equal((Nodes - 18, 17), (snapshot.Degree(KnownGraphs.Id(17), EdgeDirection.Out), snapshot.Degree(KnownGraphs.Id(17), EdgeDirection.In)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void A_grid_is_left_along_its_diagonals(int commits)
    {
        const int Side = 30;
        using var snapshot = Open(KnownGraphs.Grid(Side), commits);
        var diagonals = Enumerable.Range(0, 2 * Side - 1).Select(depth => (long)Math.Min(depth + 1, 2 * Side - 1 - depth));
        Assert.Equal(2 * Side * (Side - 1), snapshot.Info.Edges);
        Assert.Equal(diagonals, Levels(snapshot, 0, EdgeDirection.Out));
        Assert.Equal(2 * Side - 2, snapshot.ShortestPath(KnownGraphs.Id(0), KnownGraphs.Id(Side * Side - 1))![^1].Depth);
    }

    [Fact]
    public void Grids_side_by_side_and_nodes_alone_are_components_of_their_own()
    {
        var grids = Enumerable.Range(0, 3).SelectMany(grid => KnownGraphs.Grid(4 + grid).Select(edge => (edge.From + 1000 * grid, edge.To + 1000 * grid)));
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        using var connected = KnownGraphs.Commit(store, grids, commits: 3);
        store.Commit(batch =>
        {
            batch.Upsert(Samples.Node("alone"));
            batch.Upsert(new Edge("nowhere", "CALLS", "nobody"));
            batch.DeleteEdge(KnownGraphs.Name(0), "EVEN", KnownGraphs.Name(1));
            batch.DeleteEdge(KnownGraphs.Name(0), "EVEN", KnownGraphs.Name(4));
        });
        using var snapshot = store.OpenLatest();
        var before = connected.Components();
        Assert.Equal((3, 36), (before.Count, before.Largest));
        var after = snapshot.Components();
        Assert.Equal((6, 16 + 25 + 36 + 1 + 2, 36), (after.Count, after.Nodes, after.Largest));
        Assert.Equal(
            new Dictionary<long, long> { [1] = 2, [2] = 1, [15] = 1, [25] = 1, [36] = 1 }, after.Sizes);
    }

    private GraphSnapshot Open(IEnumerable<(int From, int To)> edges, int commits)
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        return KnownGraphs.Commit(store, edges, commits);
    }

    private static IReadOnlyList<long> Levels(GraphSnapshot snapshot, int start, EdgeDirection direction) =>
        snapshot.Levels(new TraversalQuery { Start = KnownGraphs.Id(start), Direction = direction, Depth = int.MaxValue }).Counts;
}
