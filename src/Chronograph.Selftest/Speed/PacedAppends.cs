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
    /// <param name="log">The log; null appends nothing, which shows how long the system keeps the thread from its processor by itself.</param>
    /// <param name="payload">The payload of every message.</param>
    /// <param name="messages">How many.</param>
    /// <param name="perSecond">How many are due in a second.</param>
    /// <param name="alone">Counts how long each append took from its beginning, however late that was.</param>
    public static LatencyHistogram Run(
        MessageLog? log, ReadOnlySpan<byte> payload, long messages, double perSecond, LatencyHistogram? alone = null)
    {
        var latencies = new LatencyHistogram();
        var interval = Stopwatch.Frequency / perSecond;
        var began = Stopwatch.GetTimestamp();
        for (var index = 0L; index < messages; index++)
        {
            var due = began + (long)(index * interval);
            long now;
            while ((now = Stopwatch.GetTimestamp()) < due)
            {
            }

            log?.Append(payload);
            var ended = Stopwatch.GetTimestamp();
            latencies.Record((long)Stopwatch.GetElapsedTime(due, ended).TotalNanoseconds);
            alone?.Record((long)Stopwatch.GetElapsedTime(now, ended).TotalNanoseconds);
        }

        return latencies;
    }
}
