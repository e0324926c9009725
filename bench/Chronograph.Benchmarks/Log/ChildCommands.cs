using System.CommandLine;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>What this program does when it has started itself again as the other process of a measurement.</summary>
internal static class ChildCommands
{
    private const string Tail = "child-tail";
    private const string Scan = "child-scan";
    private const string Bounce = "child-bounce";
    private const string Echo = "child-echo";

    /// <summary>Reads a log along with its writer.</summary>
    public static ReaderProgram Tailing => new(Tail);

    /// <summary>Scans raw records along with their writer.</summary>
    public static ReaderProgram Scanning => new(Scan);

    /// <summary>Answers each number in a shared cache line.</summary>
    public static ReaderProgram Bouncing => new(Bounce);

    /// <summary>Answers each message of one log with a message in another.</summary>
    public static ReaderProgram Echoing => new(Echo);

    public static IEnumerable<Command> All() =>
    [
        Create(Tail, TailingReader.Run),
        Create(Scan, RawTail.Run),
        Create(Bounce, (path, _, count) => CacheLinePair.Answer(path, count)),
        Create(Echo, (path, _, count) => EchoBenchmark.Answer(path, count)),
    ];

    private static Command Create(string name, Action<string, long, long> run)
    {
        var (path, from, to) = (new Argument<string>("PATH"), new Argument<long>("FROM"), new Argument<long>("TO"));
        var command = new Command(name) { path, from, to };
        command.Hidden = true;
        command.SetAction(parsed => run(parsed.GetValue(path)!, parsed.GetValue(from), parsed.GetValue(to)));
        return command;
    }
}
