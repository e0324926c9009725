using System.Diagnostics.CodeAnalysis;

namespace Chronograph.Graph;

/// <summary>One version of the graph, opened. It never changes, whatever is committed meanwhile.</summary>
/// <remarks>
/// Any number of threads may ask at once. Dispose it when no thread is inside any more; an enumeration that goes on
/// afterwards throws <see cref="ObjectDisposedException"/>. Results are objects of their own and stay valid. Damage in a
/// segment shows when it is first touched, as <see cref="Chronograph.Storage.DamagedFileException"/>.
/// </remarks>
public sealed class GraphSnapshot : IDisposable
{
    private readonly SegmentLease _lease;

    internal GraphSnapshot(Manifest manifest, SegmentLease lease)
    {
        Manifest = manifest;
        Info = manifest.Info;
        _lease = lease;
    }

    /// <summary>The version this is.</summary>
    public VersionInfo Info { get; }

    internal Manifest Manifest { get; }

    internal NodeLayers NodeLayers
    {
        get
        {
            ObjectDisposedException.ThrowIf(_lease.IsDisposed, this);
            return _lease.Nodes;
        }
    }

    internal EdgeLayers EdgeLayers
    {
        get
        {
            ObjectDisposedException.ThrowIf(_lease.IsDisposed, this);
            return _lease.Edges;
        }
    }

    /// <summary>Finds a node by id.</summary>
    public bool TryGetNode(NodeId id, [NotNullWhen(true)] out Node? node)
    {
        node = NodeLayers.Find(id, out var segment, out var row) == RecordState.Present ? segment!.Node(row) : null;
        return node is not null;
    }

    /// <summary>Finds a node by semantic id.</summary>
    public bool TryGetNode(string semanticId, [NotNullWhen(true)] out Node? node) =>
        TryGetNode(NodeId.FromSemanticId(semanticId), out node) && node.SemanticId == semanticId;

    /// <summary>All nodes, in the order of their ids.</summary>
    public IEnumerable<Node> Nodes()
    {
        for (var walk = NodeLayers.Walk(); walk.MoveToNextRecord(); ThrowIfDisposed())
            yield return walk.Current.Segment.Node(walk.Current.Row);
    }

    /// <summary>All edges, in the order of source id, type, target id; also those whose ends are no nodes.</summary>
    public IEnumerable<Edge> Edges()
    {
        for (var walk = EdgeLayers.Walk(); walk.MoveToNextRecord(); ThrowIfDisposed())
            yield return walk.Current.ToEdge();
    }

    /// <summary>Nodes that match a query, in the order of their ids. Segments that cannot hold any are not opened.</summary>
    public IEnumerable<Node> Find(NodeQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return FindCore(query);
    }

    /// <summary>The edges of a node, by direction, type and the id at the other end. None for a node that is not there.</summary>
    /// <param name="id">The node, which may be a mere end of edges.</param>
    /// <param name="direction">Which edges.</param>
    /// <param name="type">Only edges of this type; null for all.</param>
    public IEnumerable<Neighbor> Neighbors(NodeId id, EdgeDirection direction, string? type = null)
    {
        var hits = new Hop(EdgeLayers, direction, type).Collect(id);
        var own = hits.Count > 0 ? hits[0].OwnSemanticId : "";
        foreach (var hit in hits)
        {
            ThrowIfDisposed();
            var other = hit.OtherSemanticId;
            yield return new Neighbor(hit.OtherId, other, hit.ToEdge(own, other), hit.Direction);
        }
    }

    /// <summary>Nodes within reach, nearest first, each once; the start is not among them.</summary>
    /// <remarks>Keeps the ids of all nodes it has reached: some 40 bytes each.</remarks>
    public IEnumerable<Visit> Traverse(TraversalQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return TraverseCore(query);
    }

    /// <summary>How many nodes each depth reaches; the first is the start. Ends where nothing more is reached.</summary>
    public IReadOnlyList<long> Levels(TraversalQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var walk = new BreadthFirst(EdgeLayers, query.Direction, query.Type);
        walk.Start(query.Start);
        var levels = new List<long> { 1 };
        while (levels.Count <= query.Depth && walk.MoveNext())
            levels.Add(walk.Steps.Count);
        return levels;
    }

    /// <summary>A path of the fewest edges, from its start (depth 0) to its end; null when there is none.</summary>
    public IReadOnlyList<Visit>? ShortestPath(
        NodeId from, NodeId to, EdgeDirection direction = EdgeDirection.Out, string? type = null)
    {
        var steps = PathFinder.Find(new BreadthFirst(EdgeLayers, direction, type), from, to);
        if (steps is null || !TryStart(from, steps, out var start))
            return null;
        return [start, .. steps.Select((step, index) => Visit(index + 1, step))];
    }

    /// <summary>Counts, also by type. The counts by type walk the whole version.</summary>
    public GraphStatistics Statistics()
    {
        var state = Manifest.State;
        return new GraphStatistics(
            state.TotalNodes,
            state.TotalEdges,
            state.NodeSegments.Length,
            state.EdgeSegments.Length,
            state.ByteSize,
            TypeCounts.OfNodes(NodeLayers),
            TypeCounts.OfEdges(EdgeLayers));
    }

    /// <summary>Lets go of the version's files.</summary>
    public void Dispose() => _lease.Dispose();

    private IEnumerable<Node> FindCore(NodeQuery query)
    {
        var left = query.Limit;
        if (left <= 0)
            yield break;
        foreach (var (segment, row) in NodeFinder.Find(NodeLayers, query))
        {
            yield return segment.Node(row);
            if (--left == 0)
                yield break;
            ThrowIfDisposed();
        }
    }

    private IEnumerable<Visit> TraverseCore(TraversalQuery query)
    {
        var walk = new BreadthFirst(EdgeLayers, query.Direction, query.Type);
        walk.Start(query.Start);
        for (var depth = 1; depth <= query.Depth && walk.MoveNext(); depth++)
        {
            foreach (var step in walk.Steps)
            {
                ThrowIfDisposed();
                yield return Visit(depth, step);
            }
        }
    }

    private Visit Visit(int depth, BreadthFirst.Step step)
    {
        TryGetNode(step.To, out var node);
        var semanticId = node?.SemanticId ?? step.Hit.OtherSemanticId;
        var edge = step.Hit.ToEdge(step.Hit.OwnSemanticId, semanticId);
        return new Visit(depth, step.To, semanticId, node, edge, step.Hit.Direction);
    }

    /// <summary>The start's name comes from its record, or from its first edge when it has none.</summary>
    private bool TryStart(NodeId id, IReadOnlyList<BreadthFirst.Step> steps, [NotNullWhen(true)] out Visit? start)
    {
        TryGetNode(id, out var node);
        var semanticId = node?.SemanticId ?? (steps.Count > 0 ? steps[0].Hit.OwnSemanticId : null);
        start = semanticId is null ? null : new Visit(0, id, semanticId, node, null, EdgeDirection.Out);
        return start is not null;
    }

    private void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_lease.IsDisposed, this);
}
