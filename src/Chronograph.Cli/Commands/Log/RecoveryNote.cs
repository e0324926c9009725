using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>Says what opening a log for writing took out of it.</summary>
internal static class RecoveryNote
{
    /// <summary>Says it in one line; says nothing when the log is as its last writer left it.</summary>
    public static void Say(MessageLog log)
    {
        if (log.Recovery is { DroppedBytes: > 0 } recovery)
            Talk.Note($"{log.Directory} was not closed by its last writer: {Describe(recovery)}");
    }

    private static string Describe(LogRecovery recovery)
    {
        var bytes = Quantities.Count(recovery.DroppedBytes, "byte");
        return recovery.Quarantined.Count == 0
            ? $"{bytes} of unfinished messages at its end were removed."
            : $"{bytes} behind a hole were removed. Messages among them, none of which was durable, are kept in {string.Join(", ", recovery.Quarantined)}";
    }
}
