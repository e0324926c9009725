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
}
