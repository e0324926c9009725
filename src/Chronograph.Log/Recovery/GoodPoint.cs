namespace Chronograph.Log;

/// <summary>A place up to which the log is sound and whole: behind a message that ends no batch in its middle.</summary>
/// <param name="Segment">The last segment that belongs to the log, whether it has a message yet or not.</param>
/// <param name="Offset">Behind its last message, or behind its header.</param>
/// <param name="NextSequence">The sequence number of the next message.</param>
/// <param name="LastRecord">Where the last message begins in this segment; 0 when the segment holds none.</param>
/// <param name="LastTimestampNs">The newest timestamp so far: no message that follows is older.</param>
/// <param name="IsBegun">Whether the segment has its header; only the first one of a log may have none.</param>
internal readonly record struct GoodPoint(
    SegmentId Segment, long Offset, long NextSequence, long LastRecord, long LastTimestampNs, bool IsBegun)
{
    public DurableMark Mark => new(Segment, Offset);

    /// <summary>The first segment that is not begun yet, as far as this log is concerned.</summary>
    public SegmentId FirstFree => IsBegun ? Segment.Next : Segment;

    /// <summary>The beginning of a log in a segment without a header.</summary>
    public static GoodPoint Unbegun(SegmentId first) => new(first, SegmentHeader.Size, 1, 0, 0, IsBegun: false);

    /// <summary>Behind the header of the segment that follows this place.</summary>
    public GoodPoint Enter(in SegmentHeader header) =>
        new(header.Id, SegmentHeader.Size, header.FirstSequence, 0, Math.Max(LastTimestampNs, header.FirstTimestampNs), IsBegun: true);
}
