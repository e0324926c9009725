namespace Chronograph.Selftest;

/// <summary>How a generated graph was loaded and compacted.</summary>
/// <param name="Edges">Edges of the first commit.</param>
/// <param name="StagingNodes">Making the texts of all nodes and staging them.</param>
/// <param name="LoadingEdges">Staging those edges between known ids, and the commit of all that was staged.</param>
/// <param name="LoadPeakMiB">The most memory during both, the ids of all nodes among it.</param>
/// <param name="Compaction">Compacting to one segment of each kind.</param>
/// <param name="CompactionPeakMiB">The most memory during that.</param>
internal sealed record GraphLoad(
    long Edges, TimeSpan StagingNodes, TimeSpan LoadingEdges, double LoadPeakMiB, TimeSpan Compaction, double CompactionPeakMiB)
{
    public TimeSpan Total => StagingNodes + LoadingEdges + Compaction;

    public IEnumerable<GraphSpeedFigure> Figures(GeneratedGraph graph) =>
    [
        new("nodes staged, their texts generated", graph.Nodes / StagingNodes.TotalSeconds, "nodes/s"),
        new("load of edges between known ids, commit included", Edges / LoadingEdges.TotalSeconds, "edges/s", 2e6, AtLeast: true),
        new("memory of the load, beside mapped files", LoadPeakMiB, "MiB"),
        new("full compaction", (double)graph.Nodes * graph.EdgesPerNode / Compaction.TotalSeconds, "edges/s"),
        new("memory of a full compaction, beside mapped files", CompactionPeakMiB, "MiB", 512),
    ];
}
