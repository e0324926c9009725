namespace Chronograph.Graph;

/// <summary>What happened to a store. The values are the message types of the history log.</summary>
internal enum HistoryEventKind : ushort
{
    /// <summary>A version was committed.</summary>
    Commit = 1,

    /// <summary>A version's tags were changed.</summary>
    Tag = 2,

    /// <summary>A version was committed that is an older one again.</summary>
    Rollback = 3,

    /// <summary>A version was committed that has the same records in fewer segments.</summary>
    Compaction = 4,

    /// <summary>Versions were collected, or put back.</summary>
    Collection = 5,

    /// <summary>What was collected was deleted.</summary>
    Purge = 6,

    /// <summary>Stands for the versions behind the event's parent up to its own, which were gone when the history was written.</summary>
    Gone = 7,
}

internal static class HistoryEventKinds
{
    /// <summary>Whether the event tells how its version came about: each version has one such event, or a place in one.</summary>
    public static bool MakesVersion(this HistoryEventKind kind) =>
        kind is HistoryEventKind.Commit or HistoryEventKind.Rollback or HistoryEventKind.Compaction or HistoryEventKind.Gone;
}
