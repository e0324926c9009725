namespace Chronograph.Graph;

/// <summary>Makes of all that a batch has staged the segments that change its parent version.</summary>
/// <remarks>Many nodes and many edges are sorted at the same time, on two threads; what they write is the same.</remarks>
internal sealed class BatchSegments(StagedChanges staged, StagedRuns runs, ParentVersion parent, ScratchSpace scratch) : IDisposable
{
    /// <summary>So many nodes or edges that work on another thread pays.</summary>
    public const int Many = 1 << 14;

    private Task<EdgeSegmentBuilder>? _edges;

    /// <summary>The nodes; the edges may be begun meanwhile.</summary>
    public NodeSegmentBuilder Nodes()
    {
        if (!runs.IsEmpty)
            return NodeMerge.Build(runs.NodeLayers.Segments(0, runs.Nodes.Length), new BatchRule(runs, parent), scratch);
        _ = staged.Ids.Order();
        if (staged.Edges.Count >= Many && staged.Nodes.NumberLimit >= Many)
            _edges = Task.Run(StagedEdgesOnly);
        return StagedNodeSegment.Build(staged, parent, scratch);
    }

    /// <summary>The edges.</summary>
    public EdgeSegmentBuilder Edges()
    {
        if (_edges is not null)
            return _edges.GetAwaiter().GetResult();
        if (runs.IsEmpty)
            return StagedEdgesOnly();
        var rule = new BatchRule(runs, parent);
        var edges = EdgeMerge.Build(runs.EdgeLayers.Segments(0, runs.Edges.Length), rule, scratch);
        if (rule.KeepsAll)
            parent.CountNewEdges(edges.Rows);
        return edges;
    }

    /// <summary>Waits for edges that were begun and that nobody asked for, because of a failure elsewhere.</summary>
    public void Dispose()
    {
        if (_edges?.ContinueWith(edges => edges.Exception is null, TaskScheduler.Default).Result == true)
            _edges.Result.Dispose();
    }

    private EdgeSegmentBuilder StagedEdgesOnly() => StagedEdgeSegment.Build(staged, parent, scratch);
}
