namespace Chronograph.Graph;

/// <summary>Records gathered for one segment file. Holds temporary files when they are many.</summary>
internal interface ISegmentBuilder : IDisposable
{
    public SegmentKind Kind { get; }

    /// <summary>Records and tombstones. Without any there is nothing to write.</summary>
    public long Rows { get; }

    public SegmentDescriptor WriteTo(SegmentWriter writer, long segmentId, SegmentPurpose purpose);
}
