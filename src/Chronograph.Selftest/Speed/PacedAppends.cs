using System.Diagnostics;
using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>Appends at a fixed rate and times each append from when it was due.</summary>
/// <remarks>
/// So a pause counts for every message that it delayed, not once: what is known as accounting for coordinated omission.
/// Each latency includes one call of the measuring clock.
/// </remarks>
internal static class PacedAppends
{
    public static LatencyHistogram Run(MessageLog log, ReadOnlySpan<byte> payload, long messages, double perSecond)
    {
        var latencies = new LatencyHistogram();
        var interval = Stopwatch.Frequency / perSecond;
        var began = Stopwatch.GetTimestamp();
        for (var index = 0L; index < messages; index++)
        {
            var due = began + (long)(index * interval);
            while (Stopwatch.GetTimestamp() < due)
            {
            }

            log.Append(payload);
            latencies.Record((long)Stopwatch.GetElapsedTime(due).TotalNanoseconds);
        }

        return latencies;
    }
}
