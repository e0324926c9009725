using System.CommandLine;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary><c>log-soak</c>: one writer and several readers that are killed and restarted, for as long as one likes.</summary>
internal static class LogSoakCommand
{
    private const int Violated = 3;

    private static readonly Option<double> Minutes = new("--minutes") { Description = "How long to append", DefaultValueFactory = _ => 10 };
    private static readonly Option<int> Readers = new("--readers") { Description = "How many readers, each a process", DefaultValueFactory = _ => 4 };
    private static readonly Option<int?> Seed = new("--seed") { Description = "Repeats the choices of an earlier run" };
    private static readonly Option<string?> Directory = new("--directory") { Description = "An empty directory for the log; removed afterwards unless something was wrong [default: a temporary one]" };

    public static Command Command()
    {
        var command = new Command("log-soak", "Appends while readers in other processes are killed and restarted; exit code 3 when a message was lost, repeated or changed")
        {
            Minutes, Readers, Seed, Directory,
        };
        command.SetAction((parsed, stop) => Task.Run(() => Run(parsed, stop), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken stop)
    {
        var options = new LogSoakOptions
        {
            Directory = parsed.GetValue(Directory) ?? System.IO.Directory.CreateTempSubdirectory("chronograph-soak-").FullName,
            Duration = TimeSpan.FromMinutes(parsed.GetValue(Minutes)),
            Seed = parsed.GetValue(Seed) ?? Random.Shared.Next(),
            Readers = parsed.GetValue(Readers),
        };
        Console.WriteLine($"{Machine.Describe()}; seed {options.Seed}; {options.Directory}");
        var result = new LogSoak(options, Console.WriteLine).Run(stop);
        Console.WriteLine(LogSoakReport.Of(result));
        if (result.Violations.Count > 0)
            return Violated;
        System.IO.Directory.Delete(options.Directory, recursive: true);
        return 0;
    }
}
