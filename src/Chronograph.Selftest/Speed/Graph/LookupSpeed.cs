using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Nodes by id: those that are there and those that are not.</summary>
internal static class LookupSpeed
{
    private const int Steps = 200_000;
    private const int SmallStore = 1_000_000;

    public static IEnumerable<GraphSpeedFigure> Measure(GraphSnapshot snapshot, GeneratedGraph graph, CancellationToken stop)
    {
        var present = SampleIds.Of(graph, stop);
        var absent = SampleIds.Absent();
        var aim = graph.Nodes <= SmallStore ? 250 : 500;
        yield return new("node by id, hit", Timing.Ns((from, count) => Find(snapshot, present, from, count)), "ns", aim);
        yield return new("node by id, hit, its semantic id and type read", Timing.Ns((from, count) => Read(snapshot, present, from, count)), "ns");
        yield return new("node by id, miss, per segment", Timing.Ns((from, count) => Find(snapshot, absent, from, count)), "ns", 60);
        yield return new("heap per lookup", Timing.Bytes(Steps, (from, count) => Read(snapshot, present, from, count)), "bytes", 0);
    }

    private static long Find(GraphSnapshot snapshot, NodeId[] ids, int from, int count)
    {
        var found = 0L;
        for (var step = from; step < from + count; step++)
        {
            if (snapshot.TryRead(ids[step % ids.Length], out _))
                found++;
        }

        return found;
    }

    private static long Read(GraphSnapshot snapshot, NodeId[] ids, int from, int count)
    {
        var sum = 0L;
        for (var step = from; step < from + count; step++)
        {
            if (snapshot.TryRead(ids[step % ids.Length], out var node))
                sum += node.SemanticId[^1] + node.Type[0];
        }

        return sum;
    }
}
