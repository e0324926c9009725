using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>The difference of two versions. Walks only segments above what they have in common, each time it is asked.</summary>
public sealed class GraphDiff : IDisposable
{
    // Below so many rows, to hand the half of them to another thread costs more than it saves.
    private const long RowsWorthAThread = 20_000;

    private readonly GraphSnapshot _from;
    private readonly GraphSnapshot _to;
    private readonly SegmentAlignment _nodes;
    private readonly SegmentAlignment _edges;

    internal GraphDiff(GraphSnapshot from, GraphSnapshot to)
        : this(from, to, SegmentAlignment.Of)
    {
    }

    /// <param name="from">The version compared from.</param>
    /// <param name="to">The version compared to.</param>
    /// <param name="align">Says how far the segments of two versions are the same.</param>
    internal GraphDiff(
        GraphSnapshot from, GraphSnapshot to, Func<ImmutableArray<SegmentDescriptor>, ImmutableArray<SegmentDescriptor>, SegmentAlignment> align)
    {
        _from = from;
        _to = to;
        _nodes = align(from.Manifest.State.NodeSegments, to.Manifest.State.NodeSegments);
        _edges = align(from.Manifest.State.EdgeSegments, to.Manifest.State.EdgeSegments);
    }

    /// <summary>The version compared from.</summary>
    public GraphVersion From => _from.Info.Version;

    /// <summary>The version compared to.</summary>
    public GraphVersion To => _to.Info.Version;

    /// <summary>
    /// Counts the changes without decoding them, nodes and edges on two threads where that is worth it; at once where the
    /// one version is a commit, or commits that only add, behind the other.
    /// </summary>
    /// <param name="cancellation">Ends the count.</param>
    public DiffCounts Count(CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        var counting = Math.Min(_nodes.Rows, _edges.Rows) < RowsWorthAThread ? null : Task.Run(CountEdges, CancellationToken.None);
        try
        {
            var nodes = _nodes.Counted ?? NodeDiff(cancellation).Count();
            var edges = counting is null ? CountEdges() : counting.GetAwaiter().GetResult();
            return Counts(nodes, edges);
        }
        finally
        {
            if (counting is not null)
                Task.WhenAny(counting).Wait(CancellationToken.None); // nobody may read on when the versions are let go of
        }

        long[] CountEdges() => _edges.Counted ?? EdgeDiff(cancellation).Count();
    }

    /// <summary>Counts the changes of records that have a type before or after. Walks them one after another.</summary>
    /// <param name="type">The type, of nodes and of edges.</param>
    /// <param name="cancellation">Ends the count.</param>
    /// <exception cref="ArgumentException">The type is not Unicode: a surrogate stands alone in it.</exception>
    public DiffCounts Count(string type, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        StrictUtf8.Check(type, nameof(type));
        var asked = StrictUtf8.Encoding.GetBytes(type);
        var nodes = new long[Enum.GetValues<ChangeKind>().Length];
        foreach (var change in ScanNodes(cancellation))
            nodes[(int)change.Kind] += change.HasType(asked) ? 1 : 0;
        var edges = new long[nodes.Length];
        foreach (var change in ScanEdges(cancellation))
            edges[(int)change.Kind] += change.Type.SequenceEqual(asked) ? 1 : 0;
        return Counts(nodes, edges);
    }

    /// <summary>The nodes that differ, in the order of their ids.</summary>
    /// <param name="cancellation">Ends the list.</param>
    public IEnumerable<NodeChange> Nodes(CancellationToken cancellation = default)
    {
        for (var diff = NodeDiff(cancellation); diff.MoveNext(); ThrowIfDisposed())
            yield return diff.Current.ToChange();
    }

    /// <summary>The edges that differ, in the order of source id, type, target id.</summary>
    /// <param name="cancellation">Ends the list.</param>
    public IEnumerable<EdgeChange> Edges(CancellationToken cancellation = default)
    {
        for (var diff = EdgeDiff(cancellation); diff.MoveNext(); ThrowIfDisposed())
            yield return diff.Current.ToChange();
    }

    /// <summary>As <see cref="Nodes"/>, leaving nodes where they are stored.</summary>
    public StoredNodeChanges ScanNodes(CancellationToken cancellation = default) => new(NodeDiff(cancellation));

    /// <summary>As <see cref="Edges"/>, leaving edges where they are stored.</summary>
    public StoredEdgeChanges ScanEdges(CancellationToken cancellation = default) => new(EdgeDiff(cancellation));

    /// <summary>Lets go of the two versions' files.</summary>
    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    private NodeDiff NodeDiff(CancellationToken cancellation) => new(_nodes, _from.NodeLayers, _to.NodeLayers, cancellation);

    private EdgeDiff EdgeDiff(CancellationToken cancellation) => new(_edges, _from.EdgeLayers, _to.EdgeLayers, cancellation);

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
