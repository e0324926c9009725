using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>What a batch could not keep in memory: sorted runs in temporary files, in the form of segments, oldest first.</summary>
internal sealed class StagedRuns(ScratchSpace scratch) : IDisposable
{
    private readonly List<TemporarySegment> _written = [];

    public ImmutableArray<PooledSegment> Nodes { get; private set; } = [];

    public ImmutableArray<PooledSegment> Edges { get; private set; } = [];

    public bool IsEmpty => Nodes.IsEmpty && Edges.IsEmpty;

    public NodeLayers NodeLayers => new(Nodes);

    public EdgeLayers EdgeLayers => new(Edges);

    /// <summary>Writes all that is staged as the newest run.</summary>
    public void Add(StagedChanges staged)
    {
        using (var nodes = StagedNodeSegment.Build(staged, parent: null, scratch))
            Nodes = Nodes.AddRange(Write(nodes));
        using (var edges = StagedEdgeSegment.Build(staged, parent: null, scratch))
            Edges = Edges.AddRange(Write(edges));
    }

    public void Dispose()
    {
        foreach (var run in _written)
            run.Dispose();
        _written.Clear();
        Nodes = [];
        Edges = [];
    }

    /// <returns>The run; none of nothing.</returns>
    private ReadOnlySpan<PooledSegment> Write(ISegmentBuilder run)
    {
        if (run.Rows == 0)
            return [];
        var written = TemporarySegment.Write(run, scratch);
        _written.Add(written);
        return new PooledSegment[] { written.Segment };
    }
}
