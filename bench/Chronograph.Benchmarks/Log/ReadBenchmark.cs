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
            var (scan, read) = reading.Measure();
            ResultTable.Row(
                $"{ResultTable.Count(messages)} messages", ResultTable.Number(read), ResultTable.Number(scan),
                ResultTable.Number(read / scan, "0.00"), ResultTable.Number(reading.Allocated()));
        }
    }

    private static void Fill(string directory, long messages)
    {
        var payload = Payloads.Random(Payload);
        using var log = Chronograph.Log.MessageLog.Open(directory, new() { SegmentSize = SegmentSizes.For(messages, Payload) });
        for (var index = 0L; index < messages; index++)
            log.Append(payload);
    }
}
