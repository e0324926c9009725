namespace Chronograph.Log;

/// <summary>A full segment and what its seal will say.</summary>
/// <param name="Header">The header as it was begun.</param>
/// <param name="EndOffset">Where its records end.</param>
/// <param name="LastTimestampNs">The timestamp of its last message.</param>
/// <param name="MessageCount">The number of its messages.</param>
/// <param name="LastRecord">Where its last record begins.</param>
internal sealed record PendingSeal(SegmentHeader Header, long EndOffset, long LastTimestampNs, long MessageCount, long LastRecord)
{
    /// <summary>The place of its last message.</summary>
    public Checkpoint Place => new(Header.FirstSequence + MessageCount - 1, Header.Id, LastRecord, EndOffset, Closed: false);
}
