namespace Chronograph.Log;

/// <summary>A place up to which the log is sound and whole: behind a message that ends no batch in its middle.</summary>
/// <param name="Segment">The segment that holds the last message, or the one that would hold the first.</param>
/// <param name="Offset">Behind the last message.</param>
/// <param name="NextSequence">The sequence number of the next message.</param>
/// <param name="LastRecord">Where the last message begins in this segment; 0 when the segment holds none.</param>
/// <param name="LastTimestampNs">The newest timestamp so far.</param>
internal readonly record struct GoodPoint(SegmentId Segment, long Offset, long NextSequence, long LastRecord, long LastTimestampNs)
{
    public DurableMark Mark => new(Segment, Offset);
}
