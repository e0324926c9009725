using Chronograph.Log;

namespace Chronograph.Selftest;

/// <summary>The worker that follows a log from its cursor on, sleeping while there is nothing, and checks every message.</summary>
internal sealed class ReaderJob(MessageLog log, LogCursor cursor, FollowerReport report)
{
    public const string Name = "read-log";

    private const int MessagesPerSave = 50;

    /// <summary>Starts such a worker.</summary>
    public static WorkerProcess Start(string log, string report, string cursor) => WorkerProcess.Start(Name, log, report, cursor);

    public static void Run(WorkerOrders orders, string[] arguments)
    {
        using var report = new FollowerReport(arguments[1]);
        using var log = MessageLog.OpenReadOnly(arguments[0]);
        using var cursor = log.OpenCursor(arguments[2]);
        report.Openings++;
        var job = new ReaderJob(log, cursor, report);
        while (true)
            job.Follow();
    }

    // Until retention has removed what would come next, which it may when a reader is too slow.
    private void Follow()
    {
        using var reader = CreateReader();
        report.Last = reader.NextSequence - 1;
        try
        {
            while (true)
            {
                Read(reader);
                reader.Wait(Timeout.InfiniteTimeSpan);
            }
        }
        catch (SequenceOutOfRangeException)
        {
            return;
        }
    }

    private LogReader CreateReader()
    {
        try
        {
            return cursor.CreateReader();
        }
        catch (SequenceOutOfRangeException)
        {
            return log.CreateReader(LogStart.First);
        }
    }

    private void Read(LogReader reader)
    {
        for (var next = reader.NextSequence; reader.TryRead(out var message); next = reader.NextSequence)
        {
            BrokenPromiseException.Unless(NumberedMessages.IsRight(message, next), $"a reader finds message {next} with wrong bytes");
            report.Messages++;
            report.Last = next;
            if (next % MessagesPerSave == 0)
                cursor.Save(next + 1, durable: false);
        }
    }
}
