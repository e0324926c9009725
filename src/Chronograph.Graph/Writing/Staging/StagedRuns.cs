using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>What a batch could not keep in memory: sorted runs in temporary files, in the form of segments, oldest first.</summary>
internal sealed class StagedRuns(ScratchSpace scratch) : IDisposable
{
    public ImmutableArray<PooledSegment> Nodes { get; private set; } = [];

    public ImmutableArray<PooledSegment> Edges { get; private set; } = [];

    public bool IsEmpty => Nodes.IsEmpty && Edges.IsEmpty;

    public NodeLayers NodeLayers => new(Nodes);

    public EdgeLayers EdgeLayers => new(Edges);

    /// <summary>Writes all that is staged as the newest run.</summary>
    public void Add(StagedChanges staged)
    {
        using (var nodes = StagedNodeSegment.Build(staged, parent: null, scratch))
        {
            if (Write(nodes) is { } run)
                Nodes = Nodes.Add(run);
        }

        using (var edges = StagedEdgeSegment.Build(staged, parent: null, scratch))
        {
            if (Write(edges) is { } run)
                Edges = Edges.Add(run);
        }
    }

    public void Dispose()
    {
        foreach (var run in Nodes.AddRange(Edges))
        {
            run.Close();
            scratch.Delete(Path.Combine(scratch.Directory, run.Name.FileName));
        }

        Nodes = [];
        Edges = [];
    }

    private PooledSegment? Write(ISegmentBuilder run)
    {
        if (run.Rows == 0)
            return null;
        var name = new SegmentName(scratch.NextNumber(), run.Kind);
        try
        {
            using var writer = SegmentWriter.Create(scratch.Files, scratch.Directory, name);
            var descriptor = run.WriteTo(writer, name.Id, SegmentPurpose.Temporary);
            return new PooledSegment(scratch.Files, scratch.Directory, name, descriptor);
        }
        catch
        {
            scratch.Delete(Path.Combine(scratch.Directory, name.FileName));
            throw;
        }
    }
}
