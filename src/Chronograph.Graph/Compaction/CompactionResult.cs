namespace Chronograph.Graph;

/// <summary>What a compaction did.</summary>
/// <param name="Version">The version it made; the newest one as it was when there was nothing to merge.</param>
/// <param name="SegmentsBefore">Segment files of the version before.</param>
/// <param name="SegmentsAfter">Segment files of the version after.</param>
/// <param name="BytesBefore">Their size before.</param>
/// <param name="BytesAfter">Their size after. Older versions still need the older files.</param>
public sealed record CompactionResult(
    VersionInfo Version, int SegmentsBefore, int SegmentsAfter, long BytesBefore, long BytesAfter);
