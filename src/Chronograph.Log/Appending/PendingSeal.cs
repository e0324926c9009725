namespace Chronograph.Log;

/// <summary>A full segment and what its seal will say.</summary>
/// <param name="Header">The header as it was begun.</param>
/// <param name="EndOffset">Where its records end.</param>
/// <param name="LastTimestampNs">The timestamp of its last message.</param>
/// <param name="MessageCount">The number of its messages.</param>
/// <param name="LastRecord">Where its last record begins; 0 when it has none.</param>
/// <param name="InBatch">Whether it ends in the middle of a batch.</param>
internal sealed record PendingSeal(
    SegmentHeader Header, long EndOffset, long LastTimestampNs, long MessageCount, long LastRecord, bool InBatch)
{
    /// <summary>The place of its last message; null without one, and in the middle of a batch, which is durable as a whole or not at all.</summary>
    public Checkpoint? Place => InBatch || LastRecord == 0 ? null : new(0, Header.FirstSequence + MessageCount - 1, Header.Id, LastRecord, EndOffset, Closed: false);
}
