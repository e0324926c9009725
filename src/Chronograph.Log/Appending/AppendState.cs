namespace Chronograph.Log;

/// <summary>Where a writer goes on: what recovery hands to the appender.</summary>
/// <param name="NextSequence">The sequence number of the next message.</param>
/// <param name="NextSegment">The segment after the head; the one to begin with when there is no head.</param>
/// <param name="LastTimestampNs">The newest timestamp in the log, 0 when it is empty.</param>
/// <param name="Head">The unsealed segment that is begun, if there is one.</param>
/// <param name="HeadOffset">Where the next record goes in it.</param>
/// <param name="LastRecord">Where the newest record begins in it; 0 when it has none.</param>
internal sealed record AppendState(
    long NextSequence,
    SegmentId NextSegment,
    long LastTimestampNs,
    WritableSegment? Head,
    long HeadOffset,
    long LastRecord);
