namespace Chronograph.Graph;

/// <summary>What a commit promises once it has returned.</summary>
public enum CommitDurability
{
    /// <summary>The version survives a power loss. Costs some seven flushes.</summary>
    Strict,

    /// <summary>
    /// The version survives a killed process, but nothing is flushed: after a power loss the store may need to be rebuilt.
    /// For stores that are derived from a log.
    /// </summary>
    Relaxed,
}
