using System.Diagnostics;
using Chronograph.Log;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>Durable messages a second: a flush for each, and 64 waiters that share flushes.</summary>
internal static class CommitBenchmark
{
    private const int Waiters = 64;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(4);

    public static void Run(string directory)
    {
        using var log = MessageLog.Open(Path.Combine(directory, "commits"));
        var payload = Payloads.Random(64);
        log.Append(payload);
        log.Flush();
        log.WaitUntilWorkerIsIdle();
        var single = FlushEach(log, payload);
        var shared = Share(log, payload).GetAwaiter().GetResult();
        ResultTable.Heading("Durable messages, 64 bytes", "what", "messages/s", "ratio");
        ResultTable.Row("a flush for each message", ResultTable.Count(single), "1");
        ResultTable.Row($"{Waiters} waiters that share flushes", ResultTable.Count(shared), ResultTable.Number(shared / single));
    }

    private static double FlushEach(MessageLog log, byte[] payload)
    {
        var began = Stopwatch.GetTimestamp();
        var messages = 0L;
        for (; Stopwatch.GetElapsedTime(began) < Duration; messages++)
        {
            log.Append(payload);
            log.Flush();
        }

        return messages / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> Share(MessageLog log, byte[] payload)
    {
        var gate = new Lock(); // appending is for one thread at a time
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Waiters).Select(_ => Task.Run(Waiter)));
        return counts.Sum() / Stopwatch.GetElapsedTime(began).TotalSeconds;

        async Task<long> Waiter()
        {
            var messages = 0L;
            for (; Stopwatch.GetElapsedTime(began) < Duration; messages++)
                await log.WaitDurableAsync(Append());
            return messages;
        }

        long Append()
        {
            lock (gate)
                return log.Append(payload);
        }
    }
}
