using System.Diagnostics;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Opening a store, one version and both its segments, until the first answer.</summary>
internal static class OpeningSpeed
{
    private const int Rounds = 9;

    public static IEnumerable<GraphSpeedFigure> Measure(string directory)
    {
        var times = new List<double>();
        var heap = 0.0;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var start = Stopwatch.GetTimestamp();
            using var store = GraphStore.OpenReadOnly(directory);
            using var snapshot = store.OpenLatest();
            snapshot.TryRead(default(NodeId), out _);
            snapshot.Degree(default, EdgeDirection.Out);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            heap = (GC.GetTotalMemory(forceFullCollection: true) - before) / 1048576.0;
        }

        times.Sort();
        yield return new("open a store, both segments", times[Rounds / 2], "ms", 5);
        yield return new("heap of the open store", heap, "MiB", 10);
    }
}
