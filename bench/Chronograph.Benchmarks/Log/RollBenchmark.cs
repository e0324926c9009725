using System.Diagnostics;
using Chronograph.Log;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>Appends across rolls while the worker is ahead: segments so small that one message in 500 rolls.</summary>
internal static class RollBenchmark
{
    private const double PerSecond = 20_000;
    private const long Messages = 200_000;

    public static void Run(string directory)
    {
        using var log = MessageLog.Open(Path.Combine(directory, "rolls"), new MessageLogOptions { SegmentSize = MessageLogOptions.SegmentSizeUnit });
        var payload = Payloads.Random(64);
        Rounds.Warm(count => PacedAppends.Run(log, payload, count, PerSecond));
        log.WaitUntilWorkerIsIdle();
        var all = PacedAppends.Run(log, payload, Messages, PerSecond).Summary();
        LatencyBenchmark.Heading($"Append across rolls at {ResultTable.Count(PerSecond)} messages/s, segments of 64 KiB", "what");
        LatencyBenchmark.Row("every append, from when it was due", all);
        LatencyBenchmark.Row("only the appends that roll, by themselves", Rolls(log, payload).Summary());
    }

    // One message fills the rest of the segment, the next one rolls.
    private static LatencyHistogram Rolls(MessageLog log, byte[] payload)
    {
        const int Count = 300;
        var latencies = new LatencyHistogram();
        var filler = new byte[MessageLogOptions.SegmentSizeUnit - (3 * SegmentHeader.Size) - RecordLayout.SizeOf(payload.Length)];
        log.Append(filler); // the beginning of a segment
        for (var roll = 0; roll < Count; roll++)
        {
            log.Append(payload);
            log.WaitUntilWorkerIsIdle();
            var began = Stopwatch.GetTimestamp();
            log.Append(filler);
            latencies.Record((long)Stopwatch.GetElapsedTime(began).TotalNanoseconds);
        }

        return latencies;
    }
}
