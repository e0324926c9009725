namespace Chronograph.Graph;

/// <summary>The difference of two versions. Walks only segments that they do not share, each time it is asked.</summary>
public sealed class GraphDiff : IDisposable
{
    private readonly GraphSnapshot _from;
    private readonly GraphSnapshot _to;

    internal GraphDiff(GraphSnapshot from, GraphSnapshot to)
    {
        _from = from;
        _to = to;
    }

    /// <summary>The version compared from.</summary>
    public GraphVersion From => _from.Info.Version;

    /// <summary>The version compared to.</summary>
    public GraphVersion To => _to.Info.Version;

    /// <summary>
    /// Counts the changes without decoding them, nodes and edges on two threads; at once where the one version only adds to
    /// the other.
    /// </summary>
    public DiffCounts Count()
    {
        var (before, after) = (_from.Manifest.State, _to.Manifest.State);
        var counting = DifferenceCount.IsWalked(before.EdgeSegments, after.EdgeSegments) ? Task.Run(CountEdges) : Task.FromResult(CountEdges());
        long[] nodes;
        try
        {
            nodes = DifferenceCount.Of(before.NodeSegments, after.NodeSegments, NodeDiff.Walk(_from, _to).Select(difference => difference.Kind));
        }
        finally
        {
            if (!counting.IsCompleted)
                counting.ContinueWith(ended => ended.Exception, TaskScheduler.Default).Wait(); // nobody may read on when the versions are let go of
        }

        var edges = counting.GetAwaiter().GetResult();
        return new DiffCounts(
            nodes[(int)ChangeKind.Added],
            nodes[(int)ChangeKind.Removed],
            nodes[(int)ChangeKind.Changed],
            nodes[(int)ChangeKind.Touched],
            edges[(int)ChangeKind.Added],
            edges[(int)ChangeKind.Removed],
            edges[(int)ChangeKind.Changed]);
    }

    private long[] CountEdges() => DifferenceCount.Of(
        _from.Manifest.State.EdgeSegments, _to.Manifest.State.EdgeSegments, EdgeDiff.Walk(_from, _to).Select(difference => difference.Kind));

    /// <summary>The nodes that differ, in the order of their ids.</summary>
    public IEnumerable<NodeChange> Nodes() => NodeDiff.Walk(_from, _to).Select(difference => difference.ToChange());

    /// <summary>The edges that differ, in the order of source id, type, target id.</summary>
    public IEnumerable<EdgeChange> Edges() => EdgeDiff.Walk(_from, _to).Select(difference => difference.ToChange());

    /// <summary>Lets go of the two versions' files.</summary>
    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }
}
