using Chronograph.Graph;

namespace Chronograph.Ingest;

/// <summary>How far a store has come with a log.</summary>
/// <param name="Log">The log's name, as the store remembers it.</param>
/// <param name="Sequence">The last message that is part of a version; 0 when none is.</param>
/// <param name="HeadSequence">The last message in the log; 0 when it is empty.</param>
/// <param name="Version">The store's latest version.</param>
/// <param name="Rejected">Messages of this log that could not be used.</param>
public sealed record IngestStatus(string Log, long Sequence, long HeadSequence, GraphVersion Version, long Rejected)
{
    /// <summary>Messages in the log that no version holds yet.</summary>
    public long Lag => HeadSequence - Sequence;
}
