namespace Chronograph.Graph;

/// <summary>Counts a version by walking it.</summary>
internal readonly record struct VersionTotals(long Nodes, long Edges, long DanglingEdges)
{
    private const int StepsBetweenChecks = 1 << 16;

    public static VersionTotals Count(GraphSnapshot snapshot, CancellationToken cancellation)
    {
        var nodes = 0L;
        for (var walk = snapshot.NodeLayers.Walk(); walk.MoveToNextRecord(); nodes++)
            Check(nodes, cancellation);

        var (edges, dangling) = (0L, 0L);
        var exists = new Dictionary<NodeId, bool>();
        for (var walk = snapshot.EdgeLayers.Walk(); walk.MoveToNextRecord(); edges++)
        {
            Check(edges, cancellation);
            if (!Exists(walk.Current.SourceId) || !Exists(walk.Current.TargetId))
                dangling++;
        }

        return new VersionTotals(nodes, edges, dangling);

        bool Exists(NodeId id)
        {
            if (!exists.TryGetValue(id, out var found))
                exists.Add(id, found = snapshot.NodeLayers.Find(id, out _, out _) == RecordState.Present);
            return found;
        }
    }

    private static void Check(long step, CancellationToken cancellation)
    {
        if (step % StepsBetweenChecks == 0)
            cancellation.ThrowIfCancellationRequested();
    }
}
