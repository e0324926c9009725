namespace Chronograph.Selftest;

/// <summary>What a soak did and found.</summary>
internal sealed record LogSoakResult
{
    public required int Seed { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>Messages in the log, the last of which every reader has reached when there is no violation.</summary>
    public required long Messages { get; init; }

    /// <summary>Their bytes of payload.</summary>
    public required long PayloadBytes { get; init; }

    public required long Batches { get; init; }

    public required long Claims { get; init; }

    /// <summary>Batches and claims that were abandoned.</summary>
    public required long Abandoned { get; init; }

    public required long Flushes { get; init; }

    /// <summary>How often the log got a new writer.</summary>
    public required long Writers { get; init; }

    public required long SegmentsFilled { get; init; }

    public required long SegmentsRemoved { get; init; }

    public required IReadOnlyList<SoakReaderResult> Readers { get; init; }

    /// <summary>Everything that was not as promised; empty when all was.</summary>
    public required IReadOnlyList<string> Violations { get; init; }
}

/// <summary>What one reader did, over all its lives.</summary>
/// <param name="Name">The name of its cursor.</param>
/// <param name="Messages">Messages between the cursors of its lives: each was seen in order, exactly once.</param>
/// <param name="Kills">How often it was killed.</param>
/// <param name="CursorsSaved">How often its cursor was saved.</param>
internal sealed record SoakReaderResult(string Name, long Messages, long Kills, long CursorsSaved);
