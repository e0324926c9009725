using System.Diagnostics;
using System.Globalization;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>A process that scans raw records as another one writes them: what two processes reach without a log.</summary>
internal static class RawTail
{
    public static void Run(string path, long from, long to)
    {
        using var raw = RawLog.OpenToScan(path);
        Console.Out.WriteLine("ready");
        for (var seen = from; seen < to;)
            seen += raw.ScanOn(to - seen);
        Console.Out.WriteLine(Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture));
    }
}
