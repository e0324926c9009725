namespace Chronograph.Graph;

/// <summary>What a manifest says about a segment: enough to decide whether it need be opened, and to check it.</summary>
internal sealed record SegmentDescriptor
{
    /// <summary>The most types or files that a zone map lists; beyond that it is null, which means unknown.</summary>
    public const int LargestZone = 64;

    public required long SegmentId { get; init; }

    public required long RecordCount { get; init; }

    public required long TombstoneCount { get; init; }

    public required long ByteSize { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>
    /// Whether it is certain that older segments know none of its keys, so that what they say can be believed without
    /// opening this one. The oldest segment, which nobody asks, does not say so.
    /// </summary>
    public bool AddsOnly { get; init; }

    public IReadOnlyList<string>? NodeTypes { get; init; }

    public IReadOnlyList<string>? FilePaths { get; init; }

    public IReadOnlyList<string>? EdgeTypes { get; init; }

    /// <summary>Records and tombstones: what merging the segment costs.</summary>
    public long Rows => RecordCount + TombstoneCount;
}
