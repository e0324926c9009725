using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Ingest;

/// <summary>A log that its writer left without a flush: killed, or its durable mark was lost.</summary>
internal static class AbandonedLog
{
    /// <summary>
    /// Recovers the log and makes it durable to its end, so that all of it can be folded. A log that somebody writes is
    /// left to its writer, who moves the durable mark with its next flush.
    /// </summary>
    public static void Settle(string logDirectory)
    {
        if (IsDurable(logDirectory))
            return;
        try
        {
            using var log = MessageLog.Open(logDirectory);
            log.Flush();
        }
        catch (StoreLockedException)
        {
            return;
        }
    }

    private static bool IsDurable(string logDirectory)
    {
        using var log = MessageLog.OpenReadOnly(logDirectory);
        return log.DurableSequence == log.NextSequence - 1;
    }
}
