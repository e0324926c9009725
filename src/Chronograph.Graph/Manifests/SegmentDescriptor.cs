namespace Chronograph.Graph;

/// <summary>What a manifest says about a segment: enough to decide whether it need be opened, and to check it.</summary>
public sealed record SegmentDescriptor
{
    /// <summary>The most types or files that a zone map lists; beyond that it is null, which means unknown.</summary>
    internal const int LargestZone = 64;

    /// <summary>Its number. One commit may give it to a segment of nodes and to one of edges, and nobody ever again.</summary>
    public required long SegmentId { get; init; }

    /// <summary>How many records it holds.</summary>
    public required long RecordCount { get; init; }

    /// <summary>How many keys of older segments it says are deleted.</summary>
    public required long TombstoneCount { get; init; }

    /// <summary>The length of the file, in bytes.</summary>
    public required long ByteSize { get; init; }

    /// <summary>The SHA-256 of the file, in 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>
    /// Whether it is certain that older segments know none of its keys, so that what they say can be believed without
    /// opening this one. The oldest segment, which nobody asks, does not say so.
    /// </summary>
    public bool AddsOnly { get; init; }

    /// <summary>
    /// What its records replace in older segments, where all of that is known; all others are new, and its tombstones delete
    /// what was there. Null when it is not known, as behind most merges, and where <see cref="AddsOnly"/> says it.
    /// </summary>
    internal ReplacedRecords? Replaced { get; init; }

    /// <summary>
    /// A version whose records of this kind are exactly those of this segment and all older ones of the list; null when it is
    /// not known. A merge takes over that of the newest segment that it merges, so that a diff passes over what it rewrote.
    /// </summary>
    internal GraphVersion? ThroughVersion { get; init; }

    /// <summary>The types of its nodes; null when there are too many to list, and for edges.</summary>
    public IReadOnlyList<string>? NodeTypes { get; init; }

    /// <summary>The files of its nodes; null when there are too many to list, and for edges.</summary>
    public IReadOnlyList<string>? FilePaths { get; init; }

    /// <summary>The types of its edges; null when there are too many to list, and for nodes.</summary>
    public IReadOnlyList<string>? EdgeTypes { get; init; }

    /// <summary>Records and tombstones: what merging the segment costs.</summary>
    internal long Rows => RecordCount + TombstoneCount;

    /// <summary>Whether, by what manifests say, the records up to this segment are those up to another one, which may be of another version.</summary>
    internal bool EndsAsDoes(SegmentDescriptor other) =>
        SegmentId == other.SegmentId || (ThroughVersion is { } version && other.ThroughVersion == version);
}
