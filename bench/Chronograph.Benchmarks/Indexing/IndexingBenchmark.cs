using Chronograph.Selftest;
using System.CommandLine;
using System.Diagnostics;
using Chronograph.Code;

namespace Chronograph.Benchmarks;

/// <summary>Indexing a code base from nothing, beside parsing and binding the same files with Roslyn alone.</summary>
internal static class IndexingBenchmark
{
    private const int WarmUps = 3;

    public static Command Command()
    {
        var path = new Argument<string>("PATH") { Description = "The folder with the C# source." };
        var runs = new Option<int>("--runs") { Description = "Counted pairs of runs, after three to warm up.", DefaultValueFactory = _ => 5 };
        var command = new Command("index", "Indexing beside Roslyn alone: files/s, syntax nodes/s, our share.") { path, runs };
        command.SetAction(parsed => Run(Path.GetFullPath(parsed.GetValue(path)!), parsed.GetValue(runs)));
        return command;
    }

    private static void Run(string path, int runs)
    {
        var roslyn = new RoslynFloor(path);
        Console.WriteLine(Machine.Describe());
        Console.WriteLine($"{path}: {roslyn.Files} files, {roslyn.Characters / 1024} Ki characters");
        for (var warmUp = 0; warmUp < WarmUps; warmUp++)
            _ = (roslyn.Measure(), Index(path));

        var (floors, totals, shares, cpuShares) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var nodes = 0L;
        var times = new List<CodeIndexTimes>();
        for (var run = 0; run < runs; run++)
        {
            Collect();
            var floor = roslyn.Measure();
            Collect();
            var cpu = Environment.CpuUsage.TotalTime;
            var (result, elapsed) = Index(path);
            var indexCpu = Environment.CpuUsage.TotalTime - cpu;
            nodes = floor.SyntaxNodes;
            floors.Add(floor.Elapsed.TotalSeconds);
            totals.Add(elapsed.TotalSeconds);
            shares.Add(100 * (elapsed - floor.Elapsed) / floor.Elapsed);
            times.Add(result.Times);
            cpuShares.Add(100 * (indexCpu - floor.Processor) / floor.Processor);
        }

        Console.WriteLine($"Roslyn alone, s           {Median.Describe(floors, "0.00")}");
        Console.WriteLine($"index, s                  {Median.Describe(totals, "0.00")}");
        Console.WriteLine($"index beyond Roslyn, %    {Median.Describe(shares, "0")}   (wall clock, pair by pair)");
        Console.WriteLine($"the same in processor time {Median.Describe(cpuShares, "0")}");
        Console.WriteLine($"parse / bind / extract    {Seconds(times, t => t.Parse)} / {Seconds(times, t => t.Bind)} / {Seconds(times, t => t.Extract)}   (s, added up over threads)");
        Console.WriteLine($"log and ingest, s         {Seconds(times, t => t.Store)}");
        Console.WriteLine($"files/s                   {roslyn.Files / Median.Of(totals):0}");
        Console.WriteLine($"syntax nodes/s            {nodes / Median.Of(totals):0}");
        Console.WriteLine($"peak memory, MiB          {Process.GetCurrentProcess().PeakWorkingSet64 >> 20}   (of this process, floor included)");
    }

    private static string Seconds(List<CodeIndexTimes> times, Func<CodeIndexTimes, TimeSpan> phase) =>
        Median.Of(times.Select(run => phase(run).TotalSeconds)).ToString("0.00");

    private static (CodeIndexResult Result, TimeSpan Elapsed) Index(string path)
    {
        var store = Directory.CreateTempSubdirectory("chronograph-bench-");
        try
        {
            var start = Stopwatch.GetTimestamp();
            var result = CodeIndexer.Run(new CodeIndexOptions { Path = path, StoreDirectory = Path.Combine(store.FullName, "store") });
            return (result, Stopwatch.GetElapsedTime(start));
        }
        finally
        {
            store.Delete(recursive: true);
        }
    }

    private static void Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
