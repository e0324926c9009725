using System.Diagnostics;
using Chronograph.Log;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>Opening a log of 1 GiB for writing after a clean close, and appending the first message.</summary>
internal static class ReopenBenchmark
{
    private const long Bytes = 1L << 30;
    private const int Payload = 1024;
    private const int Runs = 7;

    public static void Run(string directory)
    {
        var place = Path.Combine(directory, "reopened");
        var payload = Payloads.Random(Payload);
        using (var log = MessageLog.Open(place))
        {
            for (var written = 0L; written < Bytes; written += RecordLayout.SizeOf(Payload))
                log.Append(payload);
        }

        var (opens, appends) = (new double[Runs], new double[Runs]);
        for (var run = 0; run < Runs; run++)
        {
            var began = Stopwatch.GetTimestamp();
            using var log = MessageLog.Open(place);
            opens[run] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            log.Append(payload);
            appends[run] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        ResultTable.Heading("Reopening 1 GiB after a clean close", "what", "ms, median", "range");
        Row("open", opens);
        Row("open and first append", appends);
    }

    private static void Row(string what, double[] values) =>
        ResultTable.Row(what, ResultTable.Number(Median.Of(values)), $"{ResultTable.Number(values.Min())} to {ResultTable.Number(values.Max())}");
}
