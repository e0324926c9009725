using System.Globalization;
using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>The worker that writes several logs at once, each on a thread of its own, until it is killed.</summary>
internal static class WriterJob
{
    public const string Name = "write-logs";

    /// <summary>Where the log of a number lies.</summary>
    public static string LogPath(string directory, int number) => Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"log-{number}"));

    /// <summary>Where its writer reports.</summary>
    public static string ReportPath(string directory, int number) => LogPath(directory, number) + ".writer";

    /// <summary>Starts such a worker; it begins when it is told to.</summary>
    public static WorkerProcess Start(string directory, int logs, int seed) =>
        WorkerProcess.Start(Name, directory, logs.ToString(CultureInfo.InvariantCulture), seed.ToString(CultureInfo.InvariantCulture));

    public static void Run(WorkerOrders orders, string[] arguments)
    {
        var (directory, logs) = (arguments[0], int.Parse(arguments[1], CultureInfo.InvariantCulture));
        var random = new Random(int.Parse(arguments[2], CultureInfo.InvariantCulture));
        WarmUp(directory, random);
        orders.Next();
        for (var number = 1; number < logs; number++)
        {
            var (log, seed) = (number, random.Next());
            new Thread(() => WorkerProgram.Guard(() => Write(directory, log, seed))).Start();
        }

        Write(directory, 0, random.Next());
    }

    private static void Write(string directory, int number, int seed)
    {
        using var report = new WriterReport(ReportPath(directory, number));
        using var writer = new BusyWriter(FileSystem.Disk, LogPath(directory, number), report, new Random(seed));
        writer.Run(long.MaxValue);
    }

    // A process that has just started compiles more than it writes: it does that before it is told to begin.
    private static void WarmUp(string directory, Random random)
    {
        const int Steps = 300;
        var scratch = Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"warm-up-{Environment.ProcessId}"));
        Directory.CreateDirectory(scratch);
        using (var report = new WriterReport(ReportPath(scratch, 0)))
        using (var writer = new BusyWriter(new UnflushedDisk(), LogPath(scratch, 0), report, random))
            writer.Run(Steps);
        Directory.Delete(scratch, recursive: true);
    }
}
