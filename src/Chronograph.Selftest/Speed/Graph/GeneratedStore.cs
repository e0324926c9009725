using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Loads a <see cref="GeneratedGraph"/> through the public interface: nodes as UTF-8, edges between their ids.</summary>
internal sealed class GeneratedStore(GeneratedGraph graph, CancellationToken stop)
{
    private static readonly GraphStoreOptions Relaxed = new() { Durability = CommitDurability.Relaxed };

    private readonly NodeId[] _ids = new NodeId[graph.Nodes];
    private readonly byte[] _texts = new byte[1024];

    /// <summary>Loads all of it in two commits, of which the second changes some nodes, and compacts it to one segment of each kind.</summary>
    public static GraphLoad Compacted(string directory, GeneratedGraph graph, CancellationToken stop)
    {
        using var store = GraphStore.Open(directory, Relaxed);
        var loaded = Loaded(store, graph, stop);
        var compaction = TimeSpan.Zero;
        var peak = PrivateMemory.PeakMiB(() => compaction = Time(() => store.Compact()));
        return loaded with { Compaction = compaction, CompactionPeakMiB = peak };
    }

    /// <summary>
    /// Loads it so that eight segments of edges are left, each of which knows most nodes: the first part of the edges of
    /// every node, which outweighs the others too much to be merged with them, then seven smaller parts.
    /// </summary>
    public static void Layered(string directory, GeneratedGraph graph, CancellationToken stop)
    {
        const int Parts = 7;
        using var store = GraphStore.Open(directory, Relaxed);
        var load = new GeneratedStore(graph, stop);
        for (var part = 0; part <= Parts; part++)
        {
            using var batch = store.BeginBatch();
            if (part == 0)
                load.AddNodes(batch, 0, graph.Nodes);
            load.AddEdges(batch, 0, graph.Nodes, FirstEdge(part), FirstEdge(part + 1));
            batch.Commit();
        }

        // The last seven twentieths of the edges are spread over the smaller parts.
        int FirstEdge(int part) => part == 0 ? 0 : graph.EdgesPerNode - (Parts - part + 1) * Math.Max(1, graph.EdgesPerNode / 20);
    }

    /// <summary>By itself, so that nothing of the load is held by its caller when the memory of the compaction is looked at.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static GraphLoad Loaded(GraphStore store, GeneratedGraph graph, CancellationToken stop) =>
        new GeneratedStore(graph, stop).Load(store);

    private GraphLoad Load(GraphStore store)
    {
        var late = graph.Nodes - graph.Nodes / 20;
        var (nodes, edges, own) = (TimeSpan.Zero, TimeSpan.Zero, 0.0);
        var peak = PrivateMemory.PeakMiB(() =>
        {
            using var batch = store.BeginBatch();
            nodes = Time(() => AddNodes(batch, 0, graph.Nodes, hashedBelow: late));
            var targets = Targets(0, late, 0, graph.EdgesPerNode);
            own = (targets.Length + _ids.Length) * 16.0 / 1048576;
            edges = Time(() =>
            {
                AddEdges(batch, 0, late, 0, graph.EdgesPerNode, targets);
                batch.Commit();
            });
        });
        using var rest = store.BeginBatch();
        AddNodes(rest, late, graph.Nodes);
        AddEdges(rest, late, graph.Nodes, 0, graph.EdgesPerNode);
        rest.Commit();
        return new GraphLoad((long)late * graph.EdgesPerNode, nodes, edges, peak - own, default, 0);
    }

    /// <param name="hashedBelow">The nodes from here on come without a content hash.</param>
    private void AddNodes(GraphBatch batch, int first, int end, int hashedBelow = int.MaxValue)
    {
        for (var node = first; node < end; node++)
        {
            stop.ThrowIfCancellationRequested();
            var record = GeneratedGraph.Node(node);
            var texts = _texts.AsSpan();
            _ids[node] = batch.Upsert(new Utf8Node
            {
                SemanticId = Utf8(record.SemanticId, ref texts),
                Type = Utf8(record.Type, ref texts),
                Name = Utf8(record.Name, ref texts),
                File = Utf8(record.File, ref texts),
                ContentHash = node < hashedBelow ? record.ContentHash : 0,
            });
        }
    }

    private void AddEdges(GraphBatch batch, int firstSource, int endSource, int firstEdge, int endEdge) =>
        AddEdges(batch, firstSource, endSource, firstEdge, endEdge, Targets(firstSource, endSource, firstEdge, endEdge));

    private void AddEdges(GraphBatch batch, int firstSource, int endSource, int firstEdge, int endEdge, NodeId[] targets)
    {
        var next = 0;
        for (var source = firstSource; source < endSource; source++)
        {
            stop.ThrowIfCancellationRequested();
            for (var edge = firstEdge; edge < endEdge; edge++)
                batch.Upsert(_ids[source], GeneratedGraph.EdgeTypeUtf8(source, edge), targets[next++]);
        }
    }

    /// <summary>The ids at the other ends of edges, in their order: what a loader has read from somewhere.</summary>
    private NodeId[] Targets(int firstSource, int endSource, int firstEdge, int endEdge)
    {
        var (targets, next) = (new NodeId[(endSource - firstSource) * (endEdge - firstEdge)], 0);
        for (var source = firstSource; source < endSource; source++)
        {
            for (var edge = firstEdge; edge < endEdge; edge++)
                targets[next++] = _ids[graph.Target(source, edge)];
        }

        return targets;
    }

    private static ReadOnlySpan<byte> Utf8(string text, ref Span<byte> free)
    {
        var written = free[..Encoding.UTF8.GetBytes(text, free)];
        free = free[written.Length..];
        return written;
    }

    private static TimeSpan Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start);
    }
}
