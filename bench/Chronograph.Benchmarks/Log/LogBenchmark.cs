using System.CommandLine;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>The message log beside its floors and peers.</summary>
internal static class LogBenchmark
{
    private static readonly (string Name, Action<string> Run)[] Parts =
    [
        ("appends", AppendBenchmark.Run),
        ("reads", ReadBenchmark.Run),
        ("rolls", RollBenchmark.Run),
        ("latency", LatencyBenchmark.Run),
        ("tailing", TailingBenchmark.Run),
        ("echo", EchoBenchmark.Run),
        ("commits", CommitBenchmark.Run),
        ("reopen", ReopenBenchmark.Run),
        ("peers", PeerBenchmark.Run),
    ];

    public static Command Command()
    {
        var directory = new Option<string>("--directory") { Description = "Where to measure.", DefaultValueFactory = _ => Path.GetTempPath() };
        var parts = new Argument<string[]>("PART") { Description = $"Which parts, of {string.Join(", ", Parts.Select(part => part.Name))}; all of them by default.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("log", "The message log beside its floors and peers.") { parts, directory };
        command.SetAction(parsed => Run(parsed.GetValue(parts)!, Path.GetFullPath(parsed.GetValue(directory)!)));
        return command;
    }

    private static void Run(string[] chosen, string directory)
    {
        Directory.CreateDirectory(directory);
        Console.WriteLine(Machine.Describe());
        Console.WriteLine(Machine.FileSystemOf(directory));
        foreach (var (name, run) in Parts)
        {
            if (chosen.Length > 0 && !chosen.Contains(name))
                continue;
            var place = Directory.CreateDirectory(Path.Combine(directory, $"chronograph-bench-{Path.GetRandomFileName()}")).FullName;
            try
            {
                run(place);
            }
            finally
            {
                Directory.Delete(place, recursive: true);
            }
        }
    }
}
