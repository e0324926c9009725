using System.Diagnostics;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Finding by type and file among many segments, of which few can match: opened afresh each time.</summary>
internal static class PruningSpeed
{
    /// <summary>How many segments the store has.</summary>
    public const int Segments = 500;

    private const int Rounds = 21;

    public static IEnumerable<GraphSpeedFigure> Measure(string directory, CancellationToken stop)
    {
        using var store = GraphStore.OpenReadOnly(directory);
        var random = new Random(3);
        var times = new List<double>();
        var opened = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var node = random.Next(Segments * 200) / 10 * 10;
            var query = new NodeQuery { Type = GeneratedGraph.NodeType(node), File = GeneratedGraph.File(node) };
            using var snapshot = store.OpenLatest();
            var report = new QueryReport();
            var start = Stopwatch.GetTimestamp();
            foreach (var _ in snapshot.Scan(query, report, stop))
            {
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                break;
            }

            opened = Math.Max(opened, report.SegmentsOpened);
        }

        times.Sort();
        yield return new($"find by type and file among {Segments} segments, first result", times[times.Count / 2], "ms", 1);
        yield return new("segments opened for it", opened, "segments", 1);
    }
}
