namespace Chronograph.Graph;

/// <summary>One version of the graph, opened. It never changes.</summary>
public sealed class GraphSnapshot : IDisposable
{
    internal GraphSnapshot() { }

    /// <summary>The version this is.</summary>
    public VersionInfo Info => throw new NotImplementedException();

    /// <summary>Finds a node by id.</summary>
    public bool TryGetNode(NodeId id, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Node? node) => throw new NotImplementedException();

    /// <summary>Finds a node by semantic id.</summary>
    public bool TryGetNode(string semanticId, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Node? node) => throw new NotImplementedException();

    /// <summary>All nodes, in the order of their ids.</summary>
    public IEnumerable<Node> Nodes() => throw new NotImplementedException();

    /// <summary>All edges, in the order of source id, type, target id.</summary>
    public IEnumerable<Edge> Edges() => throw new NotImplementedException();

    /// <summary>Nodes that match a query, in the order of their ids.</summary>
    public IEnumerable<Node> Find(NodeQuery query) => throw new NotImplementedException();

    /// <summary>The edges of a node.</summary>
    public IEnumerable<Neighbor> Neighbors(NodeId id, EdgeDirection direction, string? type = null) => throw new NotImplementedException();

    /// <summary>Nodes within reach, nearest first; the start is not among them.</summary>
    public IEnumerable<Visit> Traverse(TraversalQuery query) => throw new NotImplementedException();

    /// <summary>How many nodes each depth reaches; the first is the start.</summary>
    public IReadOnlyList<long> Levels(TraversalQuery query) => throw new NotImplementedException();

    /// <summary>A shortest path, from its start (depth 0) to its end; null when there is none.</summary>
    public IReadOnlyList<Visit>? ShortestPath(NodeId from, NodeId to, EdgeDirection direction = EdgeDirection.Out, string? type = null) => throw new NotImplementedException();

    /// <summary>Counts, also by type.</summary>
    public GraphStatistics Statistics() => throw new NotImplementedException();

    /// <summary>Releases the snapshot.</summary>
    public void Dispose() { }
}
