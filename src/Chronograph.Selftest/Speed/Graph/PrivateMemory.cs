using System.Globalization;

namespace Chronograph.Selftest;

/// <summary>The memory that a process takes for itself: on Linux without what it has mapped of files.</summary>
internal static class PrivateMemory
{
    private const string Status = "/proc/self/status";
    private const string Anonymous = "RssAnon:";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>The most MiB that the process takes while something runs, looked at fifty times a second.</summary>
    public static double PeakMiB(Action work)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var peak = MiB();
        using var done = new ManualResetEventSlim();
        var watcher = new Thread(() =>
        {
            while (!done.Wait(Interval))
                peak = Math.Max(peak, MiB());
        });
        watcher.Start();
        try
        {
            work();
        }
        finally
        {
            done.Set();
            watcher.Join();
        }

        return Math.Max(peak, MiB());
    }

    private static double MiB()
    {
        if (!File.Exists(Status))
            return Environment.WorkingSet / 1048576.0;
        var line = File.ReadLines(Status).First(line => line.StartsWith(Anonymous, StringComparison.Ordinal));
        return long.Parse(line[Anonymous.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024.0;
    }
}
