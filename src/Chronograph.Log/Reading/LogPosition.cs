namespace Chronograph.Log;

/// <summary>A place between two messages.</summary>
/// <param name="Segment">The segment, which need not exist yet.</param>
/// <param name="Offset">The offset in it where the next record begins, or will.</param>
/// <param name="NextSequence">The sequence number of the next message.</param>
internal readonly record struct LogPosition(SegmentId Segment, long Offset, long NextSequence)
{
    public static LogPosition StartOf(in SegmentHeader header) => new(header.Id, SegmentHeader.Size, header.FirstSequence);
}
