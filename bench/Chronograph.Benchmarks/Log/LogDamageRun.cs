using System.CommandLine;
using System.Diagnostics;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>Flips every bit of small logs and cuts them at every length, or fuzzes them, for as long as one likes.</summary>
internal static class LogDamageRun
{
    public static Command Command()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long to fuzz.", DefaultValueFactory = _ => 1 };
        var seed = new Option<int>("--seed") { Description = "Replays a run.", DefaultValueFactory = _ => Random.Shared.Next() };
        var only = new Option<long?>("--execution") { Description = "Runs only this case of the seed." };
        var sweep = new Option<bool>("--sweep") { Description = "Flip every bit and cut at every length instead." };
        var shape = new Option<string?>("--shape") { Description = "Sweep only logs of this shape." };
        var directory = new Option<string?>("--directory") { Description = "Where to work; a temporary directory by default." };
        var command = new Command("log-damage", "Damages small logs and counts what was missed.") { minutes, seed, only, sweep, shape, directory };
        command.SetAction(parsed =>
        {
            var work = Directory.CreateDirectory(Path.Combine(parsed.GetValue(directory) ?? Path.GetTempPath(), $"chronograph-damage-{Environment.ProcessId}"));
            try
            {
                if (parsed.GetValue(sweep))
                    Sweep(work.FullName, parsed.GetValue(shape));
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
            fuzzer.Run(long.MaxValue, stop.Token);
        Console.WriteLine($"executions {fuzzer.Executions}, failures {fuzzer.Failures.Count}");
        foreach (var failure in fuzzer.Failures)
            Console.WriteLine(failure);
    }

    private static void Sweep(string directory, string? only)
    {
        foreach (var shape in LogShape.BuildAll(directory).Where(shape => only is null || shape.Name == only))
        {
            var start = Stopwatch.GetTimestamp();
            var sweep = new DamageSweep(shape);
            sweep.FlipBits(length => Numbers(length * 8));
            var flips = sweep.Changes;
            sweep.CutFiles(Numbers);
            Console.WriteLine(
                $"{shape.Name,-12} bits flipped {flips}, lengths cut to {sweep.Changes - flips}; "
                + $"found {sweep.Found}, harmless {sweep.Harmless}, missed {sweep.Missed.Count}; {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
            foreach (var missed in sweep.Missed.Take(20))
                Console.WriteLine(missed);
        }
    }

    private static IEnumerable<long> Numbers(long count)
    {
        for (long number = 0; number < count; number++)
            yield return number;
    }
}
