using System.Diagnostics;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Loads a <see cref="GeneratedGraph"/> through the public interface.</summary>
internal static class GeneratedStore
{
    // A batch is kept in memory until it is committed.
    private const int EdgesPerCommit = 1_000_000;

    private static readonly GraphStoreOptions Relaxed = new() { Durability = CommitDurability.Relaxed };

    /// <summary>Loads all of it and compacts it to one segment of each kind.</summary>
    /// <returns>How long loading took, and compacting.</returns>
    public static (TimeSpan Load, TimeSpan Compaction) Compacted(string directory, GeneratedGraph graph, CancellationToken stop)
    {
        var start = Stopwatch.GetTimestamp();
        using var store = GraphStore.Open(directory, Relaxed);
        var sources = Math.Max(1, EdgesPerCommit / graph.EdgesPerNode);
        for (var first = 0; first < graph.Nodes; first += sources)
        {
            using var batch = store.BeginBatch();
            for (var node = first; node < Math.Min(graph.Nodes, first + sources); node++)
                Add(batch, graph, node, 0, graph.EdgesPerNode, stop);
            batch.Commit();
        }

        var loaded = Stopwatch.GetTimestamp();
        store.Compact();
        return (Stopwatch.GetElapsedTime(start, loaded), Stopwatch.GetElapsedTime(loaded));
    }

    /// <summary>
    /// Loads it so that eight segments of edges are left, each of which knows most nodes: the first part of the edges of
    /// every node, which outweighs the others too much to be merged with them, then seven smaller parts.
    /// </summary>
    public static void Layered(string directory, GeneratedGraph graph, CancellationToken stop)
    {
        const int Parts = 7;
        using var store = GraphStore.Open(directory, Relaxed);
        for (var part = 0; part <= Parts; part++)
        {
            using var batch = store.BeginBatch();
            for (var node = 0; node < graph.Nodes; node++)
                Add(batch, graph, node, FirstEdge(part), FirstEdge(part + 1), stop);
            batch.Commit();
        }

        // The last seven twentieths of the edges are spread over the smaller parts.
        int FirstEdge(int part) => part == 0 ? 0 : graph.EdgesPerNode - (Parts - part + 1) * Math.Max(1, graph.EdgesPerNode / 20);
    }

    private static void Add(GraphBatch batch, GeneratedGraph graph, int node, int firstEdge, int endEdge, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var semanticId = GeneratedGraph.SemanticId(node);
        if (firstEdge == 0)
            batch.Upsert(GeneratedGraph.Node(node));
        for (var edge = firstEdge; edge < endEdge; edge++)
            batch.Upsert(new Edge(
                semanticId, GeneratedGraph.EdgeType(node, edge), GeneratedGraph.SemanticId(graph.Target(node, edge))));
    }
}
