using System.Diagnostics;
using Chronograph.Log;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>The log beside what a .NET user would take instead, each doing the same work.</summary>
internal static class PeerBenchmark
{
    private const int Payload = 64;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(2);

    public static void Run(string directory)
    {
        var payload = Payloads.Random(Payload);
        ResultTable.Heading($"Visible to other processes, {Payload} bytes", "what", "messages/s");
        Row("log, append", Log(directory, payload, flush: false));
        Row("FileStream, write and flush", FilePeer.Measure(directory, payload, toDisk: false, Rate));
        Row("SQLite, WAL, a transaction each", SqlitePeer.Measure(directory, payload, "NORMAL", 1, Rate));
        Row("SQLite, WAL, 1,000 in a transaction", SqlitePeer.Measure(directory, payload, "NORMAL", 1000, Rate));

        ResultTable.Heading($"Survives a power loss, {Payload} bytes, one flush each", "what", "messages/s");
        Row("log, append and flush", Log(directory, payload, flush: true));
        Row("FileStream, write and flush to disk", FilePeer.Measure(directory, payload, toDisk: true, Rate));
        Row("SQLite, WAL, a transaction each", SqlitePeer.Measure(directory, payload, "FULL", 1, Rate));

        ResultTable.Heading($"Handed from one thread to another, {Payload} bytes", "what", "messages/s");
        Row("log, append and verified read", Threads(directory, payload));
        Row("Channel, unbounded, one writer and one reader", ChannelPeer.Measure(payload));
    }

    // As often as it goes within the time; the first half warms up.
    private static double Rate(Func<long> work)
    {
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < Duration / 2;)
            work();
        var start = Stopwatch.GetTimestamp();
        var messages = 0L;
        while (Stopwatch.GetElapsedTime(start) < Duration)
            messages += work();
        return messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Log(string directory, byte[] payload, bool flush)
    {
        const int Appends = 1000;
        using var log = MessageLog.Open(Path.Combine(directory, $"peer-{flush}"));
        return Rate(() =>
        {
            var count = flush ? 1 : Appends;
            for (var index = 0; index < count; index++)
                log.Append(payload);
            if (flush)
                log.Flush();
            return count;
        });
    }

    private static double Threads(string directory, byte[] payload)
    {
        const long Messages = 4_000_000;
        using var log = MessageLog.Open(Path.Combine(directory, "threads"), new() { SegmentSize = SegmentSizes.For(Rounds.WarmUp + Messages, Payload) });
        using var reader = log.CreateReader(LogStart.First);
        Rounds.Warm(count => Append(log, payload, count), count => ReadTo(reader, reader.NextSequence + count));
        log.WaitUntilWorkerIsIdle();
        var began = Stopwatch.GetTimestamp();
        var reading = new Thread(() => ReadTo(reader, Rounds.WarmUp + Messages + 1));
        reading.Start();
        Append(log, payload, Messages);
        reading.Join();
        return Messages / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void Append(MessageLog log, byte[] payload, long count)
    {
        for (var index = 0L; index < count; index++)
            log.Append(payload, new MessageProperties(TimestampNs: 1));
    }

    private static void ReadTo(LogReader reader, long next)
    {
        while (reader.NextSequence < next)
            reader.TryRead(out _);
    }

    private static void Row(string what, double rate) => ResultTable.Row(what, ResultTable.Count(rate));
}
