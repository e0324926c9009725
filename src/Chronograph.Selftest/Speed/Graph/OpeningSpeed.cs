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
        var heap = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            using var store = GraphStore.OpenReadOnly(directory);
            using var snapshot = store.OpenLatest();
            snapshot.TryRead(default(NodeId), out _);
            snapshot.Degree(default, EdgeDirection.Out);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            heap = Math.Max(heap, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        times.Sort();
        yield return new("open a store, both segments", times[Rounds / 2], "ms", 5);
        yield return new("heap allocated to open it, an upper bound of what it holds", heap / 1024.0, "KiB", 10 * 1024);
    }
}
