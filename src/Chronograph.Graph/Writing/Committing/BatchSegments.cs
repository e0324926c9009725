namespace Chronograph.Graph;

/// <summary>Makes of all that a batch has staged the segments that change its parent version.</summary>
internal sealed class BatchSegments(StagedChanges staged, StagedRuns runs, ParentVersion parent, ScratchSpace scratch)
{
    public NodeSegmentBuilder Nodes() => runs.IsEmpty
        ? StagedNodeSegment.Build(staged, parent, scratch)
        : NodeMerge.Build(runs.NodeLayers.Segments(0, runs.Nodes.Length), new BatchRule(runs, parent), scratch);

    public EdgeSegmentBuilder Edges()
    {
        if (runs.IsEmpty)
            return StagedEdgeSegment.Build(staged, parent, scratch);
        var rule = new BatchRule(runs, parent);
        var edges = EdgeMerge.Build(runs.EdgeLayers.Segments(0, runs.Edges.Length), rule, scratch);
        if (rule.KeepsAll)
            parent.CountNewEdges(edges.Rows);
        return edges;
    }
}
