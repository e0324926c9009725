using System.Diagnostics;
using Chronograph.Log;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>Appends across rolls while the worker is ahead: segments so small that one message in 8,191 rolls.</summary>
internal static class RollBenchmark
{
    private const double PerSecond = 20_000;
    private const long Messages = 200_000;
    private const int SegmentSize = 1 << 20;

    public static void Run(string directory)
    {
        using var log = MessageLog.Open(Path.Combine(directory, "rolls"), new MessageLogOptions { SegmentSize = SegmentSize });
        var payload = Payloads.Random(64);
        Rounds.Warm(count => PacedAppends.Run(log, payload, count, PerSecond));
        log.WaitUntilWorkerIsIdle();
        var bare = PacedAppends.Run(null, payload, Messages, PerSecond).Summary();
        var alone = new LatencyHistogram();
        var all = PacedAppends.Run(log, payload, Messages, PerSecond, alone).Summary();
        LatencyBenchmark.Heading($"Append across rolls at {ResultTable.Count(PerSecond)} messages/s, segments of 1 MiB", "what");
        LatencyBenchmark.Row("every append, from when it was due", all);
        LatencyBenchmark.Row("every append, by itself", alone.Summary());
        LatencyBenchmark.Row("the same pace without a log, from when it was due", bare);
        LatencyBenchmark.Row("only the appends that roll, by themselves", Rolls(log, payload).Summary());
    }

    // One large message fills the rest of a segment, the small one behind it rolls.
    private static LatencyHistogram Rolls(MessageLog log, byte[] payload)
    {
        const int Count = 100;
        var latencies = new LatencyHistogram();
        var filler = new byte[SegmentSize - SegmentHeader.Size - RecordLayout.SizeOf(0) - RecordLayout.SizeOf(payload.Length)];
        log.Append(new byte[filler.Length + (int)RecordLayout.SizeOf(payload.Length)]); // a segment of its own, whole
        for (var roll = 0; roll < Count; roll++)
        {
            log.WaitUntilWorkerIsIdle();
            var began = Stopwatch.GetTimestamp();
            log.Append(payload);
            latencies.Record((long)Stopwatch.GetElapsedTime(began).TotalNanoseconds);
            log.Append(filler);
        }

        return latencies;
    }
}
