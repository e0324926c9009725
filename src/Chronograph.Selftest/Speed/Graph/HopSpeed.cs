using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>One hop from random nodes, in both directions.</summary>
internal static class HopSpeed
{
    private const int Steps = 100_000;
    private const double AimPerHop = 350;
    private const double AimPerEdge = 2;
    private const double AimInAgainstOut = 1.2;

    public static IEnumerable<GraphSpeedFigure> Measure(GraphSnapshot snapshot, GeneratedGraph graph, string store, CancellationToken stop)
    {
        var ids = SampleIds.Of(graph, stop);
        var degree = Hop(snapshot, ids, EdgeDirection.Out, 0, Steps) / (double)Steps;
        var leaving = Timing.Ns((from, count) => Hop(snapshot, ids, EdgeDirection.Out, from, count));
        var entering = Timing.Ns((from, count) => Hop(snapshot, ids, EdgeDirection.In, from, count));
        yield return new("edges of a node, mean", degree, "edges");
        yield return new($"one hop out, {store}", leaving, "ns", AimPerHop + AimPerEdge * degree);
        yield return new($"one hop in, {store}", entering, "ns", AimInAgainstOut * (AimPerHop + AimPerEdge * degree));
        yield return new("in against out", entering / leaving, "times", AimInAgainstOut);
        yield return new("one hop out, types read", Timing.Ns((from, count) => Types(snapshot, ids, from, count)), "ns");
        yield return new("one hop out, semantic ids read", Timing.Ns((from, count) => Names(snapshot, ids, from, count)), "ns");
        yield return new("heap per hop", Timing.Bytes(Steps, (from, count) => Types(snapshot, ids, from, count)), "bytes", 0);
    }

    /// <summary>Nanoseconds of one hop out.</summary>
    public static double OutNs(GraphSnapshot snapshot, GeneratedGraph graph, CancellationToken stop)
    {
        var ids = SampleIds.Of(graph, stop);
        return Timing.Ns((from, count) => Hop(snapshot, ids, EdgeDirection.Out, from, count));
    }

    private static long Hop(GraphSnapshot snapshot, NodeId[] ids, EdgeDirection direction, int from, int count)
    {
        var edges = 0L;
        for (var step = from; step < from + count; step++)
        {
            foreach (var _ in snapshot.ScanEdges(ids[step % ids.Length], direction))
                edges++;
        }

        return edges;
    }

    private static long Types(GraphSnapshot snapshot, NodeId[] ids, int from, int count)
    {
        var sum = 0L;
        for (var step = from; step < from + count; step++)
        {
            foreach (var edge in snapshot.ScanEdges(ids[step % ids.Length], EdgeDirection.Out))
                sum += edge.Type[0];
        }

        return sum;
    }

    private static long Names(GraphSnapshot snapshot, NodeId[] ids, int from, int count)
    {
        var sum = 0L;
        for (var step = from; step < from + count; step++)
        {
            foreach (var edge in snapshot.ScanEdges(ids[step % ids.Length], EdgeDirection.Out))
                sum += edge.OtherSemanticId[^1];
        }

        return sum;
    }
}
