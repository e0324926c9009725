using System.Diagnostics;
using Chronograph.Log;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>From a publish to a spinning reader in another process: half of an echo's round trip, beside bare cache lines.</summary>
internal static class EchoBenchmark
{
    private const int Payload = 64;
    private const long Messages = 300_000;

    public static void Run(string directory)
    {
        var bare = Bare(Path.Combine(directory, "lines"));
        var echo = Echo(directory);
        ResultTable.Heading("Publish to seen, half a round trip between two processes", "what", "p50, ns", "p90", "p99", "p99.9");
        Row("log", echo);
        Row("bare cache lines", bare);
        ResultTable.Row("ratio", Ratio(echo.P50, bare.P50), Ratio(echo.P90, bare.P90), Ratio(echo.P99, bare.P99), Ratio(echo.P999, bare.P999));
    }

    /// <summary>The other process: answers each message of one log in another.</summary>
    public static void Answer(string directory, long count)
    {
        using var questions = MessageLog.OpenReadOnly(Path.Combine(directory, "questions"));
        using var answers = MessageLog.Open(Path.Combine(directory, "answers"));
        using var reader = questions.CreateReader(LogStart.First);
        answers.Append([], new MessageProperties(TimestampNs: 1)); // the first message begins a segment, which is not to be timed
        Console.Out.WriteLine("ready");
        for (var number = 0L; number < count; number++)
        {
            Message message;
            while (!reader.TryRead(out message))
            {
            }

            answers.Append(message.Payload, new MessageProperties(TimestampNs: message.TimestampNs));
        }
    }

    private static Percentiles Bare(string path)
    {
        using var lines = new CacheLinePair(path);
        using var other = TailingReader.Start(ChildCommands.Bouncing, path, 0, 2 * Messages);
        lines.AskFrom(1, Messages);
        return lines.AskFrom(Messages + 1, Messages).Summary();
    }

    private static Percentiles Echo(string directory)
    {
        var payload = Payloads.Random(Payload);
        using var questions = MessageLog.Open(Path.Combine(directory, "questions"));
        questions.Append(payload, new MessageProperties(TimestampNs: 1));
        questions.WaitUntilWorkerIsIdle();
        using var other = TailingReader.Start(ChildCommands.Echoing, directory, 0, 1 + (2 * Messages));
        using var answers = MessageLog.OpenReadOnly(Path.Combine(directory, "answers"));
        using var reader = answers.CreateReader(LogStart.At(2));
        Receive(reader);
        Ask(questions, reader, payload);
        return Ask(questions, reader, payload).Summary();
    }

    private static LatencyHistogram Ask(MessageLog questions, LogReader answers, byte[] payload)
    {
        var latencies = new LatencyHistogram();
        for (var number = 0L; number < Messages; number++)
        {
            var began = Stopwatch.GetTimestamp();
            questions.Append(payload, new MessageProperties(TimestampNs: 1));
            Receive(answers);
            latencies.Record((long)Stopwatch.GetElapsedTime(began).TotalNanoseconds);
        }

        return latencies;
    }

    private static void Receive(LogReader reader)
    {
        while (!reader.TryRead(out _))
        {
        }
    }

    private static void Row(string what, Percentiles roundTrip) => ResultTable.Row(
        what, Half(roundTrip.P50), Half(roundTrip.P90), Half(roundTrip.P99), Half(roundTrip.P999));

    private static string Half(long nanoseconds) => ResultTable.Number(nanoseconds / 2.0, "0");

    private static string Ratio(long value, long floor) => ResultTable.Number(value / (double)floor, "0.0");
}
