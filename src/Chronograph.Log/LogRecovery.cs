namespace Chronograph.Log;

/// <summary>What opening a log for writing found and did.</summary>
public sealed record LogRecovery
{
    /// <summary>Whether the last writer had closed the log, so that nothing had to be searched.</summary>
    public bool WasClosed { get; init; }

    /// <summary>Messages whose checksums were verified.</summary>
    public long MessagesScanned { get; init; }

    /// <summary>The first sequence number behind what was kept.</summary>
    public long NextSequence { get; init; }

    /// <summary>Bytes of an unfinished record or batch that were removed; 0 after most crashes.</summary>
    public long DroppedBytes { get; init; }

    /// <summary>Segments whose seal was missing and is there now.</summary>
    public int SealsFinished { get; init; }

    /// <summary>
    /// Files that hold sound records from behind a hole, which a power loss can leave above the durable mark. They are
    /// no part of the log any more.
    /// </summary>
    public IReadOnlyList<string> Quarantined { get; init; } = [];
}
