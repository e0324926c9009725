using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>Appends in each way beside the raw loop, and large payloads beside memcpy.</summary>
internal static class AppendBenchmark
{
    private const int Small = 64;
    private const int Large = 4096;
    private const long CachedBytes = 1 << 20; // two of them fit the third-level cache of anything current
    private const long FreshBytes = 2 << 20;

    public static void Run(string directory)
    {
        var clock = ClockSpeed.Measure();
        foreach (var cached in (ReadOnlySpan<bool>)[true, false])
        {
            var where = cached ? "memory in the cache" : "fresh memory";
            Report(where, MeasureOne(directory, Small, cached, out var allocated), clock, allocated);
            ReportLarge(where, MeasureOne(directory, Large, cached, out _));
        }
    }

    private static AppendTimes MeasureOne(string directory, int payload, bool cached, out double allocated)
    {
        var place = Directory.CreateDirectory(Path.Combine(directory, $"{payload}-{cached}")).FullName;
        using var appends = new AppendSpeed(place, payload, (cached ? CachedBytes : FreshBytes) / Chronograph.Log.RecordLayout.SizeOf(payload));
        var times = appends.Measure(cached);
        allocated = appends.Allocated();
        return times;
    }

    private static void Report(string where, AppendTimes times, double clock, double allocated)
    {
        ResultTable.Heading($"Append, {Small} bytes, {where}", "what", "ns", "floor, ns", "ratio");
        Row("append, caller's timestamp", times.Append, times.Floor);
        Row("append, precise timestamp", times.Precise, times.Floor + clock);
        Row("batch of 32", times.Batch, times.Floor);
        Row("append, precise timestamp, beside a raw loop with the same clock", times.Precise, times.TimedFloor);
        ResultTable.Row("one clock call", ResultTable.Number(clock), "", "");
        ResultTable.Row("precise beyond floor and clock", ResultTable.Number(times.Precise - times.Floor - clock), "", "");
        ResultTable.Row("bytes allocated for a message", ResultTable.Number(allocated), "", "");
    }

    private static void ReportLarge(string where, AppendTimes times)
    {
        ResultTable.Heading($"Append, {Large} bytes, {where}", "what", "GB/s", "share of memcpy");
        ResultTable.Row("append, caller's timestamp", ResultTable.Number(Large / times.Append), ResultTable.Number(times.Copy / times.Append, "0 %"));
        ResultTable.Row("memcpy", ResultTable.Number(Large / times.Copy), "");
    }

    private static void Row(string what, double time, double floor) =>
        ResultTable.Row(what, ResultTable.Number(time), ResultTable.Number(floor), ResultTable.Number(time / floor, "0.00"));
}
