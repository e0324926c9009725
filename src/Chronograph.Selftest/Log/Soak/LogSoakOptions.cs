namespace Chronograph.Selftest;

/// <summary>How long a soak runs, and with what.</summary>
internal sealed record LogSoakOptions
{
    /// <summary>An empty directory for the log.</summary>
    public required string Directory { get; init; }

    /// <summary>How long messages are appended; the readers then still read to the end.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Decides every random choice of writer and supervisor, and the content of every message.</summary>
    public required int Seed { get; init; }

    public int Readers { get; init; } = 4;

    public long SegmentSize { get; init; } = 1024 * 1024;

    /// <summary>How many bytes of segments retention leaves, unless a reader has still to read them.</summary>
    public long KeptBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many messages the slowest reader may be behind before the writer waits for it.</summary>
    public long LargestLag { get; init; } = 200_000;

    /// <summary>The longest a reader lives before it is killed.</summary>
    public TimeSpan LongestLife { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>How long a reader may take from the end of appending to the last message.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);
}
