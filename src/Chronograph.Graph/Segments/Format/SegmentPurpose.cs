namespace Chronograph.Graph;

/// <summary>What a segment file is written for.</summary>
internal enum SegmentPurpose
{
    /// <summary>To be read once by this process, so it is not hashed.</summary>
    Temporary,

    /// <summary>To be part of a version.</summary>
    Version,
}
