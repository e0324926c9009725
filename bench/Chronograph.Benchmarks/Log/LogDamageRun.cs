using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>Flips every bit of small logs and cuts them at every length, or fuzzes them, for as long as one likes.</summary>
internal static class LogDamageRun
{
    private const long Structures = 1152; // bytes: all records of the shapes with small messages

    public static Command Command()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long to fuzz.", DefaultValueFactory = _ => 1 };
        var seed = new Option<int>("--seed") { Description = "Replays a run.", DefaultValueFactory = _ => Random.Shared.Next() };
        var only = new Option<long?>("--execution") { Description = "Runs only this case of the seed." };
        var sweep = new Option<bool>("--sweep") { Description = "Flip every bit and cut at every length instead." };
        var shape = new Option<string?>("--shape") { Description = "Sweep only logs of this shape." };
        var stride = new Option<long>("--stride") { Description = "Behind the first 1152 bytes of a file, only one of so many bits and lengths.", DefaultValueFactory = _ => 1 };
        var directory = new Option<string?>("--directory") { Description = "Where to work; a temporary directory by default." };
        var command = new Command("log-damage", "Damages small logs and counts what was missed.") { minutes, seed, only, sweep, shape, stride, directory };
        command.SetAction(parsed =>
        {
            var work = Directory.CreateDirectory(Path.Combine(parsed.GetValue(directory) ?? Path.GetTempPath(), $"chronograph-damage-{Environment.ProcessId}"));
            try
            {
                if (parsed.GetValue(sweep))
                    Sweep(work.FullName, parsed.GetValue(shape), parsed.GetValue(stride));
                else
                    Fuzz(new LogFuzzer(work.FullName, parsed.GetValue(seed)), parsed.GetValue(seed), TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(only));
            }
            finally
            {
                work.Delete(recursive: true);
            }
        });
        return command;
    }

    private static void Fuzz(LogFuzzer fuzzer, int seed, TimeSpan time, long? only)
    {
        Console.WriteLine($"seed {seed}");
        using var stop = new CancellationTokenSource(time);
        if (only is { } execution)
            fuzzer.Replay(execution);
        else
            fuzzer.Run(long.MaxValue, () => !stop.IsCancellationRequested);
        Console.WriteLine($"executions {fuzzer.Executions}, failures {fuzzer.Failures.Count}");
        foreach (var failure in fuzzer.Failures)
            Console.WriteLine(failure);
    }

    // Shapes side by side: each has a directory of its own.
    private static void Sweep(string directory, string? only, long stride)
    {
        var shapes = LogShape.BuildAll(directory).Where(shape => only is null || shape.Name == only);
        var (start, gate, flips, cuts, found, deaths, missed) = (Stopwatch.GetTimestamp(), new Lock(), 0L, 0L, 0L, 0L, 0L);
        Parallel.ForEach(Partitioner.Create(shapes, EnumerablePartitionerOptions.NoBuffering), shape =>
        {
            var sweep = new DamageSweep(shape);
            sweep.FlipBits(length => Numbers(length * 8, Structures * 8, stride));
            var flipped = sweep.Changes;
            sweep.CutFiles(length => Numbers(length, Structures, stride));
            lock (gate)
            {
                (flips, cuts, found, deaths, missed) = (flips + flipped, cuts + sweep.Changes - flipped, found + sweep.Found, deaths + sweep.OtherDeaths, missed + sweep.Missed.Count);
                Show(shape.Name, flipped, sweep.Changes - flipped, sweep.Found, sweep.OtherDeaths, sweep.Missed.Count, start);
                sweep.Missed.Take(20).ToList().ForEach(Console.WriteLine);
            }
        });
        Show("all", flips, cuts, found, deaths, missed, start);
    }

    private static void Show(string name, long flips, long cuts, long found, long deaths, long missed, long start) => Console.WriteLine(
        $"{name,-12} bits flipped {flips}, lengths cut to {cuts}; found {found}, harmless {flips + cuts - found - deaths - missed}, as another death {deaths}, missed {missed}; "
        + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");

    private static IEnumerable<long> Numbers(long count, long dense, long stride)
    {
        for (long number = 0; number < count; number += number < dense ? 1 : stride)
            yield return number;
    }
}
