using System.Diagnostics;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A breadth-first walk over all that a node reaches, beside the same walk over plain arrays.</summary>
internal static class WalkSpeed
{
    private const int Rounds = 3;

    public static IEnumerable<GraphSpeedFigure> Measure(GraphSnapshot snapshot, GeneratedGraph graph, CancellationToken stop)
    {
        var query = new TraversalQuery { Start = NodeId.FromSemanticId(GeneratedGraph.SemanticId(0)), Depth = int.MaxValue };
        var report = new QueryReport();
        var levels = snapshot.Levels(query, report, stop);
        var expected = new ArrayWalk(graph);
        var floor = Best(() => expected.Run());
        if (!levels.Counts.SequenceEqual(expected.Levels))
            throw new InvalidDataException($"The walk reaches {string.Join(',', levels.Counts)}, the arrays {string.Join(',', expected.Levels)}.");
        var walk = Best(() => snapshot.Levels(query, cancellation: stop));
        yield return new("breadth-first", report.RowsTouched / walk / 1e6, "M edges/s", 40, AtLeast: true);
        yield return new("the same over plain arrays, floor", report.RowsTouched / floor / 1e6, "M edges/s");
        yield return new("nodes reached", levels.Counts.Sum(), "nodes");
    }

    private static double Best(Action walk)
    {
        var best = double.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            walk();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
