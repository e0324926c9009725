namespace Chronograph.Graph;

/// <summary>What a segment file is written for.</summary>
internal enum SegmentDurability
{
    /// <summary>To be read once by this process: neither hashed nor flushed.</summary>
    Temporary,

    /// <summary>Part of a version that need not survive a power loss.</summary>
    Relaxed,

    /// <summary>Part of a version that survives a power loss.</summary>
    Strict,
}
