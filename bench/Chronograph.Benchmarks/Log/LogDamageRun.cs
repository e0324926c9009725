using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Chronograph.Selftest;
using Chronograph.Storage;

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

    // Shapes side by side. Bits are flipped in memory, where it is fast; files are cut on the disk, where they are mapped meanwhile.
    private static void Sweep(string directory, string? only, long stride)
    {
        var shapes = LogShape.BuildAll(directory).Where(shape => only is null || shape.Name == only);
        var (start, gate, total) = (Stopwatch.GetTimestamp(), new Lock(), default(Tried));
        Parallel.ForEach(Partitioner.Create(shapes, EnumerablePartitionerOptions.NoBuffering), shape =>
        {
            using var memory = new MemoryFileSystem();
            shape.Load(memory);
            var bits = new DamageSweep(shape, memory);
            bits.FlipBits(length => Numbers(length * 8, Structures * 8, stride));
            Note(shape, bits, "bits flipped");
            var lengths = new DamageSweep(shape, FileSystem.Disk);
            lengths.CutFiles(length => Numbers(length, Structures, stride));
            Note(shape, lengths, "lengths cut to");
        });
        Console.WriteLine($"all: {total}; {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");

        void Note(LogShape shape, DamageSweep sweep, string what)
        {
            lock (gate)
            {
                total += Tried.By(sweep);
                Console.WriteLine($"{shape.Name}, {what}: {Tried.By(sweep)}; {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
                sweep.Missed.Take(20).ToList().ForEach(Console.WriteLine);
            }
        }
    }

    private static IEnumerable<long> Numbers(long count, long dense, long stride)
    {
        for (long number = 0; number < count; number += number < dense ? 1 : stride)
            yield return number;
    }

    private readonly record struct Tried(long Count, long Found, long Harmless, long OtherDeaths, long Missed)
    {
        public static Tried operator +(Tried a, Tried b) =>
            new(a.Count + b.Count, a.Found + b.Found, a.Harmless + b.Harmless, a.OtherDeaths + b.OtherDeaths, a.Missed + b.Missed);

        public static Tried By(DamageSweep sweep) => new(sweep.Changes, sweep.Found, sweep.Harmless, sweep.OtherDeaths, sweep.Missed.Count);

        public override string ToString() => $"{Count} tried, {Found} found, {Harmless} harmless, {OtherDeaths} as another death, {Missed} missed";
    }
}
