namespace Chronograph.Graph;

/// <summary>The difference of two versions. Walks only segments that they do not share, each time it is asked.</summary>
public sealed class GraphDiff : IDisposable
{
    // Below so many rows, to hand the half of them to another thread costs more than it saves.
    private const long RowsWorthAThread = 20_000;

    private readonly GraphSnapshot _from;
    private readonly GraphSnapshot _to;
    private readonly SegmentAlignment _nodes;
    private readonly SegmentAlignment _edges;

    internal GraphDiff(GraphSnapshot from, GraphSnapshot to)
    {
        _from = from;
        _to = to;
        _nodes = SegmentAlignment.Of(from.Manifest.State.NodeSegments, to.Manifest.State.NodeSegments);
        _edges = SegmentAlignment.Of(from.Manifest.State.EdgeSegments, to.Manifest.State.EdgeSegments);
    }

    /// <summary>The version compared from.</summary>
    public GraphVersion From => _from.Info.Version;

    /// <summary>The version compared to.</summary>
    public GraphVersion To => _to.Info.Version;

    /// <summary>
    /// Counts the changes without decoding them, nodes and edges on two threads where that is worth it; at once where the
    /// one version is a commit, or commits that only add, behind the other.
    /// </summary>
    public DiffCounts Count()
    {
        var counting = Math.Min(_nodes.Rows, _edges.Rows) < RowsWorthAThread ? null : Task.Run(CountEdges);
        try
        {
            var nodes = _nodes.Counted ?? NodeDiff().Count();
            var edges = counting is null ? CountEdges() : counting.GetAwaiter().GetResult();
            return Counts(nodes, edges);
        }
        finally
        {
            if (counting is not null)
                Task.WhenAny(counting).Wait(); // nobody may read on when the versions are let go of
        }
    }

    /// <summary>The nodes that differ, in the order of their ids.</summary>
    public IEnumerable<NodeChange> Nodes()
    {
        for (var diff = NodeDiff(); diff.MoveNext(); ThrowIfDisposed())
            yield return diff.Current.ToChange();
    }

    /// <summary>The edges that differ, in the order of source id, type, target id.</summary>
    public IEnumerable<EdgeChange> Edges()
    {
        for (var diff = EdgeDiff(); diff.MoveNext(); ThrowIfDisposed())
            yield return diff.Current.ToChange();
    }

    /// <summary>As <see cref="Nodes"/>, leaving nodes where they are stored.</summary>
    public StoredNodeChanges ScanNodes() => new(NodeDiff());

    /// <summary>As <see cref="Edges"/>, leaving edges where they are stored.</summary>
    public StoredEdgeChanges ScanEdges() => new(EdgeDiff());

    /// <summary>Lets go of the two versions' files.</summary>
    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    private long[] CountEdges() => _edges.Counted ?? EdgeDiff().Count();

    private NodeDiff NodeDiff() => new(_nodes, _from.NodeLayers, _to.NodeLayers);

    private EdgeDiff EdgeDiff() => new(_edges, _from.EdgeLayers, _to.EdgeLayers);

    private void ThrowIfDisposed()
    {
        _from.ThrowIfDisposed();
        _to.ThrowIfDisposed();
    }

    private static DiffCounts Counts(long[] nodes, long[] edges) => new(
        nodes[(int)ChangeKind.Added],
        nodes[(int)ChangeKind.Removed],
        nodes[(int)ChangeKind.Changed],
        nodes[(int)ChangeKind.Touched],
        edges[(int)ChangeKind.Added],
        edges[(int)ChangeKind.Removed],
        edges[(int)ChangeKind.Changed]);
}
