using System.Text;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>Results that stay where they are stored: equal to the objects, and nothing on the heap.</summary>
public sealed class StoredResultTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Are_equal_to_the_objects_in_any_version()
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
        for (var version = 1; version <= 3; version++)
        {
            using var snapshot = store.OpenSnapshot(new GraphVersion(version));
            var nodes = new List<Node>();
            foreach (var node in snapshot.Scan(new NodeQuery()))
            {
                Assert.True(snapshot.TryRead(node.SemanticId, out var again));
                Assert.Equal(node.ToNode(), again.ToNode());
                Assert.Equal(Encoding.UTF8.GetString(node.Name), node.ToNode().Name);
                nodes.Add(node.ToNode());
                AssertSameEdges(snapshot, node.Id);
            }

            Assert.Equal(snapshot.Nodes(), nodes);
        }
    }

    [Fact]
    public void Allocate_nothing_for_each_result()
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        using var snapshot = KnownGraphs.Commit(store, KnownGraphs.Hypercube(8), commits: 3);
        for (var warm = 0; warm < 3; warm++)
            Look(snapshot);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Look(snapshot);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task Come_from_the_thread_pool_too()
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        using var snapshot = KnownGraphs.Commit(store, KnownGraphs.Hypercube(10), commits: 1);
        var found = new List<Node>();
        await foreach (var node in snapshot.FindAsync(new NodeQuery()))
            found.Add(node);
        Assert.Equal(snapshot.Nodes(), found);
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in snapshot.TraverseAsync(new TraversalQuery { Start = KnownGraphs.Id(0), Depth = 9 }, cancellation: stop.Token))
                await stop.CancelAsync();
        });
    }

    private static void Look(GraphSnapshot snapshot)
    {
        for (var corner = 0; corner < 256; corner++)
        {
            Assert.True(snapshot.TryRead(KnownGraphsIds[corner], out var node) && node.SemanticId.Length > 0);
            var edges = 0;
            foreach (var edge in snapshot.ScanEdges(KnownGraphsIds[corner], EdgeDirection.Both, "EVEN"u8))
                edges += edge.OtherSemanticId.Length > 0 && edge.Type.Length == 4 ? 1 : 0;
            if (edges != snapshot.Degree(KnownGraphsIds[corner], EdgeDirection.Both, "EVEN"u8))
                Assert.Fail("The degree is not the number of edges.");
        }
    }

    private static readonly NodeId[] KnownGraphsIds = [.. Enumerable.Range(0, 256).Select(KnownGraphs.Id)];

    private static void AssertSameEdges(GraphSnapshot snapshot, NodeId id)
    {
        var edges = new List<(NodeId, EdgeDirection, Edge)>();
        foreach (var edge in snapshot.ScanEdges(id, EdgeDirection.Both))
        {
            edges.Add((edge.OtherId, edge.Direction, edge.ToEdge()));
            Assert.Equal(Encoding.UTF8.GetBytes(edge.ToEdge().Metadata), edge.Metadata);
        }

        Assert.Equal(
            snapshot.Neighbors(id, EdgeDirection.Both).Select(neighbor => (neighbor.Id, neighbor.Direction, neighbor.Edge)),
            edges.OrderBy(edge => edge.Item2).ThenBy(edge => edge.Item3.Type, StringComparer.Ordinal).ThenBy(edge => edge.Item1));
    }
}
