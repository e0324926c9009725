namespace Chronograph.Log;

/// <summary>A log at one moment, as <see cref="MessageLog.Describe"/> found it.</summary>
public sealed record LogDescription
{
    /// <summary>The log's directory.</summary>
    public required string Directory { get; init; }

    /// <summary>Bytes per segment file; 0 while the log has no segment and no readable control file.</summary>
    public required long SegmentSize { get; init; }

    /// <summary>The segments that hold messages, oldest first.</summary>
    public required IReadOnlyList<LogSegment> Segments { get; init; }

    /// <summary>The first message that exists, or <see cref="NextSequence"/> when there is none.</summary>
    public required long FirstSequence { get; init; }

    /// <summary>The sequence number that the next message will get.</summary>
    public required long NextSequence { get; init; }

    /// <summary>The newest message that survives a power loss; 0 when none does.</summary>
    public required long DurableSequence { get; init; }

    /// <summary>Whether a writer holds the log.</summary>
    public required bool WriterLocked { get; init; }

    /// <summary>The cursors that were saved, by name.</summary>
    public required IReadOnlyList<LogCursorPosition> Cursors { get; init; }

    /// <summary>How often a writer has opened the log.</summary>
    public required uint WriterEpoch { get; init; }

    /// <summary>Damage that was met on the way; what lies behind it in its segment is not described.</summary>
    /// <remarks>Headers are looked at, no more: <see cref="MessageLog.Verify(string, IProgress{long}, CancellationToken)"/> checks every byte.</remarks>
    /// <value>Empty as a rule.</value>
    public IReadOnlyList<LogDamage> Damage { get; init; } = [];
}

/// <summary>One segment of a log.</summary>
/// <param name="Id">The number in the file's name.</param>
/// <param name="FirstSequence">The sequence number of its first message.</param>
/// <param name="MessageCount">How many messages it holds.</param>
/// <param name="Sealed">Whether it is complete: nothing will be appended to it any more.</param>
/// <param name="Bytes">Bytes used, header included. The file itself has <see cref="LogDescription.SegmentSize"/>.</param>
/// <param name="FirstTimestampNs">The timestamp of its first message, or an earlier one: none of its messages is older.</param>
/// <param name="LastTimestampNs">The timestamp of its last message.</param>
public sealed record LogSegment(
    long Id,
    long FirstSequence,
    long MessageCount,
    bool Sealed,
    long Bytes,
    long FirstTimestampNs,
    long LastTimestampNs);

/// <summary>How far a named reader has come.</summary>
/// <param name="Name">The cursor's name.</param>
/// <param name="NextSequence">The message it reads next.</param>
/// <param name="Lag">How many messages there are from that one on.</param>
public sealed record LogCursorPosition(string Name, long NextSequence, long Lag);
