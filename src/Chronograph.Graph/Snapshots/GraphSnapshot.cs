using System.Diagnostics.CodeAnalysis;

namespace Chronograph.Graph;

/// <summary>One version of the graph, opened. It never changes, whatever is committed meanwhile.</summary>
/// <remarks>
/// <para>Most questions can be asked in two ways: for objects of their own (<see cref="Find"/>, <see cref="Neighbors"/>,
/// <see cref="Traverse"/>), which stay valid, or for what lies in the mapped files (<see cref="Scan"/>,
/// <see cref="ScanEdges"/>, <see cref="Walk"/>), which allocates nothing for a result and ends with the snapshot.</para>
/// <para>Any number of threads may ask at once. Dispose it when no thread is inside any more; an enumeration that goes on
/// afterwards throws <see cref="ObjectDisposedException"/>. Damage in a segment shows when it is first touched, as
/// <see cref="Chronograph.Storage.DamagedFileException"/>.</para>
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
            ThrowIfDisposed();
            return _lease.Nodes;
        }
    }

    internal EdgeLayers EdgeLayers
    {
        get
        {
            ThrowIfDisposed();
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

    /// <summary>Finds a node by id and leaves it where it is stored. Allocates nothing.</summary>
    /// <param name="id">The node.</param>
    /// <param name="node">The node; not to be used when the answer is false.</param>
    /// <param name="report">Told what it cost; null for nothing.</param>
    public bool TryRead(NodeId id, out StoredNode node, QueryReport? report = null)
    {
        var state = report is null
            ? NodeLayers.Find(id, out var segment, out var row)
            : NodeLayers.Find(id, report, out segment, out row);
        node = state == RecordState.Present ? new StoredNode(segment!, row) : default;
        return state == RecordState.Present;
    }

    /// <summary>Finds a node by semantic id in UTF-8 and leaves it where it is stored. Costs one SHA-256 more than by id.</summary>
    /// <inheritdoc cref="TryRead(NodeId, out StoredNode, QueryReport?)"/>
    public bool TryRead(ReadOnlySpan<byte> semanticId, out StoredNode node, QueryReport? report = null) =>
        TryRead(NodeId.FromUtf8(semanticId), out node, report) && node.SemanticId.SequenceEqual(semanticId);

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
    /// <param name="query">What to find. When its limit ended the list, the report says so and where to go on.</param>
    /// <param name="report">Told what it cost; null for nothing.</param>
    /// <param name="cancellation">Ends the search.</param>
    public IEnumerable<Node> Find(NodeQuery query, QueryReport? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return FindCore(query, report, cancellation);
    }

    /// <summary>As <see cref="Find"/>, searching on the thread pool.</summary>
    public IAsyncEnumerable<Node> FindAsync(NodeQuery query, QueryReport? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return BackgroundList.Walk(token => FindCore(query, report, token), cancellation);
    }

    /// <summary>As <see cref="Find"/>, leaving nodes where they are stored.</summary>
    public StoredNodes Scan(NodeQuery query, QueryReport? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new StoredNodes(new NodeFinder(NodeLayers, query, report, cancellation));
    }

    /// <summary>The edges of a node, by direction, type and the id at the other end. None for a node that is not there.</summary>
    /// <param name="id">The node, which may be a mere end of edges.</param>
    /// <param name="direction">Which edges.</param>
    /// <param name="type">Only edges of this type; null for all.</param>
    /// <param name="report">Told what it cost; null for nothing.</param>
    /// <param name="cancellation">Ends the list.</param>
    public IEnumerable<Neighbor> Neighbors(
        NodeId id, EdgeDirection direction, string? type = null, QueryReport? report = null, CancellationToken cancellation = default) =>
        Chronograph.Graph.Neighbors.Of(this, id, direction, type, report, cancellation);

    /// <summary>The edges of a node where they are stored, out before in, otherwise in no particular order. Allocates nothing.</summary>
    /// <param name="id">The node.</param>
    /// <param name="direction">Which edges.</param>
    /// <param name="type">Only edges of this type, in UTF-8 such as <c>"CALLS"u8</c>; empty for all.</param>
    /// <param name="report">Told what it cost; null for nothing.</param>
    public StoredEdges ScanEdges(
        NodeId id, EdgeDirection direction, ReadOnlySpan<byte> type = default, QueryReport? report = null) =>
        new(new EdgeSliceSearch(EdgeLayers, id, type, report), direction, ordered: false);

    /// <summary>How many edges a node has. Costs as much as finding them, unless the version holds tombstones or replaced edges.</summary>
    public long Degree(
        NodeId id, EdgeDirection direction, ReadOnlySpan<byte> type = default, CancellationToken cancellation = default) =>
        EdgeDegree.Of(EdgeLayers, id, direction, type, cancellation);

    /// <summary>Begins a breadth-first walk, to be taken level by level. The fastest way: nothing is looked up for a node.</summary>
    /// <inheritdoc cref="Traverse"/>
    public GraphWalk Walk(TraversalQuery query, QueryReport? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return new GraphWalk(EdgeLayers, query, report, cancellation);
    }

    /// <summary>Nodes within reach, nearest first and by id within a depth, each once; the start is not among them.</summary>
    /// <param name="query">Where from, how far, over which edges.</param>
    /// <param name="report">Told what it cost, and whether the limit of the query ended the walk; null for nothing.</param>
    /// <param name="cancellation">Ends the walk.</param>
    public IEnumerable<Visit> Traverse(TraversalQuery query, QueryReport? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Visits.Of(this, query, report, cancellation);
    }

    /// <summary>As <see cref="Traverse"/>, walking on the thread pool.</summary>
    public IAsyncEnumerable<Visit> TraverseAsync(
        TraversalQuery query, QueryReport? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return BackgroundList.Walk(token => Visits.Of(this, query, report, token), cancellation);
    }

    /// <summary>How many nodes each depth reaches.</summary>
    /// <inheritdoc cref="Traverse"/>
    public WalkLevels Levels(TraversalQuery query, QueryReport? report = null, CancellationToken cancellation = default)
    {
        var walk = Walk(query, report, cancellation);
        var counts = new List<long> { 1 };
        while (walk.MoveNext())
            counts.Add(walk.Count);
        return new WalkLevels(counts, walk.Truncated);
    }

    /// <summary>A path of the fewest edges, from its start (depth 0) to its end; null when there is none.</summary>
    /// <remarks>Keeps how each node nearer than the end was reached: some 64 bytes each.</remarks>
    public IReadOnlyList<Visit>? ShortestPath(
        NodeId from,
        NodeId to,
        EdgeDirection direction = EdgeDirection.Out,
        string? type = null,
        QueryReport? report = null,
        CancellationToken cancellation = default)
    {
        var query = new TraversalQuery { Start = from, Direction = direction, Type = type, Depth = int.MaxValue };
        return Visits.OfPath(this, from, PathFinder.Find(EdgeLayers, query, to, report, cancellation));
    }

    /// <summary>The parts of the graph that no edge connects. Reads the whole version; keeps eight bytes for each node.</summary>
    public WeakComponents Components(CancellationToken cancellation = default) =>
        ComponentFinder.Find(NodeLayers, EdgeLayers, cancellation);

    /// <summary>Counts, also by type. The counts by type read a column of each segment.</summary>
    public GraphStatistics Statistics(CancellationToken cancellation = default)
    {
        var state = Manifest.State;
        return new GraphStatistics(
            state.TotalNodes,
            state.TotalEdges,
            state.NodeSegments.Length,
            state.EdgeSegments.Length,
            state.ByteSize,
            TypeCounts.OfNodes(NodeLayers, cancellation),
            TypeCounts.OfEdges(EdgeLayers, cancellation));
    }

    /// <summary>Lets go of the version's files.</summary>
    public void Dispose() => _lease.Dispose();

    /// <summary>Opens every file of the version that is not open yet.</summary>
    internal void OpenFiles() => _lease.OpenAll();

    internal void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_lease.IsDisposed, this);

    private IEnumerable<Node> FindCore(NodeQuery query, QueryReport? report, CancellationToken cancellation)
    {
        for (var finder = new NodeFinder(NodeLayers, query, report, cancellation); finder.MoveNext(); ThrowIfDisposed())
            yield return finder.Segment.Node(finder.Row);
    }
}
