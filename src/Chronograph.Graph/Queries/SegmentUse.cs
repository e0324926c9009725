namespace Chronograph.Graph;

/// <summary>What became of a segment in a query, by what it cost.</summary>
internal enum SegmentUse
{
    SkippedByZoneMap,
    SkippedByFilter,
    Opened,
}
