using Chronograph.Log;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>How long appends take that are due at a fixed rate, with a roll every 1.3 seconds.</summary>
internal static class LatencyBenchmark
{
    private const double PerSecond = 100_000;
    private const long Messages = 1_000_000;

    public static void Run(string directory)
    {
        using var log = MessageLog.Open(Path.Combine(directory, "paced"), new MessageLogOptions { SegmentSize = 16 << 20 });
        var payload = Payloads.Random(64);
        Rounds.Warm(count => PacedAppends.Run(log, payload, count, PerSecond));
        log.WaitUntilWorkerIsIdle();
        var latency = PacedAppends.Run(log, payload, Messages, PerSecond).Summary();
        Heading($"Append at {ResultTable.Count(PerSecond)} messages/s, from when each was due", "what");
        Row($"{ResultTable.Count(Messages)} messages", latency);
    }

    public static void Heading(string title, string what) => ResultTable.Heading(title, what, "p50, ns", "p90", "p99", "p99.9", "max");

    public static void Row(string what, Percentiles latency) => ResultTable.Row(
        what, ResultTable.Count(latency.P50), ResultTable.Count(latency.P90), ResultTable.Count(latency.P99),
        ResultTable.Count(latency.P999), ResultTable.Count(latency.Max));
}
