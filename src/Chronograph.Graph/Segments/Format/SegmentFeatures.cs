namespace Chronograph.Graph;

/// <summary>What a reader must know to read a segment: bits of its header.</summary>
[Flags]
internal enum SegmentFeatures : uint
{
    None = 0,

    /// <summary>Columns of codes may have elements of two bits.</summary>
    TwoBitCodes = 1,
}
