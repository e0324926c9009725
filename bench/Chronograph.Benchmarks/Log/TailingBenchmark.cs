using System.Diagnostics;
using Chronograph.Log;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>One writer and one verifying reader in another process at full speed, beside two bare loops over a shared map.</summary>
internal static class TailingBenchmark
{
    private const int Payload = 64;
    private const int Runs = 5;

    public static void Run(string directory)
    {
        ResultTable.Heading("One writer, one reading process, 64 bytes", "messages", "log, messages/s", "range", "bare loops, messages/s", "share");
        foreach (var messages in (ReadOnlySpan<long>)[100_000, 4_000_000])
        {
            var (logs, raws) = (new double[Runs], new double[Runs]);
            for (var run = 0; run < Runs; run++)
            {
                raws[run] = Raw(Path.Combine(directory, "raw"), messages);
                logs[run] = Log(Path.Combine(directory, $"log-{messages}-{run}"), messages);
            }

            var (log, raw) = (Median.Of(logs), Median.Of(raws));
            ResultTable.Row(
                ResultTable.Count(messages), ResultTable.Count(log), $"{ResultTable.Count(logs.Min())} to {ResultTable.Count(logs.Max())}",
                ResultTable.Count(raw), ResultTable.Number(log / raw, "0 %"));
        }
    }

    private static double Log(string directory, long messages)
    {
        Directory.CreateDirectory(directory);
        var rate = TailingSpeed.Measure(directory, new LogSpeedOptions(directory, messages, Payload, 1, ChildCommands.Tailing));
        Directory.Delete(directory, recursive: true);
        return rate;
    }

    private static double Raw(string path, long messages)
    {
        var payload = Payloads.Random(Payload);
        using (var warm = RawLog.Create(path, Rounds.WarmUp * RecordLayout.SizeOf(Payload)))
            Rounds.Warm(count => warm.Append(payload, count));
        using var raw = RawLog.Create(path, SegmentHeader.Size + (messages * RecordLayout.SizeOf(Payload)));
        raw.Skip(SegmentHeader.Size);
        using var reader = TailingReader.Start(ChildCommands.Scanning, path, 0, messages);
        var began = Stopwatch.GetTimestamp();
        raw.Append(payload, messages);
        return messages / Stopwatch.GetElapsedTime(began, reader.WaitForEnd()).TotalSeconds;
    }
}
