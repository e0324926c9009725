using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>Catching up with a log beside a bare scan of the same records: one that fits the cache, and one that does not.</summary>
internal static class ReadBenchmark
{
    private const int Payload = 64;

    public static void Run(string directory)
    {
        ResultTable.Heading($"Catch-up read, {Payload} bytes, both checksums", "log", "ns", "bare scan, ns", "ratio", "bytes allocated");
        foreach (var messages in (ReadOnlySpan<long>)[50_000, 1_000_000])
        {
            var place = Path.Combine(directory, $"read-{messages}");
            Fill(place, messages);
            var reading = new ReadSpeed(place, messages);
            Row($"{ResultTable.Count(messages)} messages, opened and mapped anew", reading.Measure(), reading.Allocated());
            Row($"{ResultTable.Count(messages)} messages, open and mapped", reading.MeasureMapped(), reading.Allocated());
        }
    }

    private static void Row(string what, (double Scan, double Read) times, double allocated) => ResultTable.Row(
        what, ResultTable.Number(times.Read), ResultTable.Number(times.Scan),
        ResultTable.Number(times.Read / times.Scan, "0.00"), ResultTable.Number(allocated));

    private static void Fill(string directory, long messages)
    {
        var payload = Payloads.Random(Payload);
        using var log = Chronograph.Log.MessageLog.Open(directory, new() { SegmentSize = SegmentSizes.For(messages, Payload) });
        for (var index = 0L; index < messages; index++)
            log.Append(payload);
    }
}
