using System.Diagnostics;
using System.Globalization;
using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>A process that reads a log to a given message as fast as it can, verifying everything.</summary>
/// <remarks>It says <c>ready</c> on its standard output, reads, and says when it had read the last message.</remarks>
internal sealed class TailingReader : IDisposable
{
    /// <summary>Its name as a job of a worker.</summary>
    public const string Job = "tailing-reader";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;

    private TailingReader(Process process) => _process = process;

    /// <summary>Starts one and waits until it is ready.</summary>
    public static TailingReader Start(ReaderProgram program, string directory, long from, long to)
    {
        var reader = new TailingReader(program.Start(directory, Text(from), Text(to)));
        try
        {
            reader.Expect("ready");
            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>When it had read the last message, as a timestamp of <see cref="Stopwatch"/>, which processes share.</summary>
    public long WaitForEnd() => long.Parse(Line(), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    /// <summary>What the process does as a worker.</summary>
    public static void Run(WorkerOrders orders, string[] arguments) =>
        Run(arguments[0], Number(arguments[1]), Number(arguments[2]));

    /// <summary>What the process does.</summary>
    public static void Run(string directory, long from, long to)
    {
        using var log = MessageLog.OpenReadOnly(directory);
        Read(log, Math.Max(1, from - Rounds.WarmUp), from);
        using var reader = log.CreateReader(LogStart.At(from));
        Console.Out.WriteLine("ready");
        while (reader.NextSequence < to)
            ReadOn(reader, to);
        Console.Out.WriteLine(Stopwatch.GetTimestamp().ToString(CultureInfo.InvariantCulture));
    }

    // Warms up on messages that are there already.
    private static void Read(MessageLog log, long from, long to)
    {
        using var reader = log.CreateReader(LogStart.At(from));
        Rounds.Warm(count => ReadOn(reader, Math.Min(to, reader.NextSequence + count)));
    }

    private static void ReadOn(LogReader reader, long to)
    {
        while (reader.NextSequence < to && reader.TryRead(out _))
        {
        }
    }

    private void Expect(string line)
    {
        if (Line() != line)
            throw new InvalidOperationException("The reading process did not begin; what it said stands above.");
    }

    private string Line()
    {
        var line = _process.StandardOutput.ReadLineAsync();
        return line.Wait(Patience) && line.Result is { } text
            ? text
            : throw new InvalidOperationException("The reading process ended, or did not answer in time.");
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
