namespace Chronograph.Selftest;

/// <summary>How fast a log is on this machine, beside its floors. Times in nanoseconds.</summary>
internal sealed record LogSpeedResult
{
    /// <summary>A raw loop that copies the same bytes and publishes them in the same way.</summary>
    public required double FloorNs { get; init; }

    /// <summary>An append with the caller's timestamp.</summary>
    public required double AppendNs { get; init; }

    /// <summary>An append that reads the clock.</summary>
    public required double AppendPreciseNs { get; init; }

    /// <summary>One message of a batch of 32.</summary>
    public required double BatchNs { get; init; }

    /// <summary>One call of the clock alone.</summary>
    public required double ClockNs { get; init; }

    /// <summary>A raw loop that loads every byte of the same records.</summary>
    public required double ScanNs { get; init; }

    /// <summary>A read that verifies both checksums.</summary>
    public required double ReadNs { get; init; }

    /// <summary>The larger of what an append and a read allocate.</summary>
    public required double BytesAllocatedPerMessage { get; init; }

    /// <summary>From the first append until every reading process has read and verified the last message.</summary>
    public required double MessagesPerSecond { get; init; }

    /// <summary>Appends that were due at this rate, timed from when they were due.</summary>
    public required double PacedPerSecond { get; init; }

    /// <summary>From when an append was due to when it had returned.</summary>
    public required Percentiles Latency { get; init; }

    /// <summary>The same pace without a log: how long the system keeps the thread from its processor by itself.</summary>
    public required Percentiles LatencyFloor { get; init; }
}
