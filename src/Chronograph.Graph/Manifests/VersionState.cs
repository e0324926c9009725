using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>
/// Everything a version is made of, in one object: a commit cannot forget a part, because it changes the whole by
/// a delta.
/// </summary>
internal sealed record VersionState
{
    public static VersionState Empty { get; } = new();

    /// <summary>Oldest first: a record in a later segment overrides those of earlier ones.</summary>
    public ImmutableArray<SegmentDescriptor> NodeSegments { get; init; } = [];

    /// <summary>Oldest first.</summary>
    public ImmutableArray<SegmentDescriptor> EdgeSegments { get; init; } = [];

    public ImmutableSortedDictionary<string, long> Sources { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    public long NextSegmentId { get; init; } = 1;

    public long TotalNodes { get; init; }

    public long TotalEdges { get; init; }

    public long ByteSize => NodeSegments.Sum(segment => segment.ByteSize) + EdgeSegments.Sum(segment => segment.ByteSize);

    /// <summary>Every file that the version needs beside its manifest: what is collected, purged, verified and pinned by.</summary>
    public IEnumerable<SegmentReference> References() =>
        NodeSegments.Select(segment => new SegmentReference(new SegmentName(segment.SegmentId, SegmentKind.Nodes), segment))
            .Concat(EdgeSegments.Select(segment => new SegmentReference(new SegmentName(segment.SegmentId, SegmentKind.Edges), segment)));

    /// <summary>Whether there is at most one segment of each kind and nothing in them to drop.</summary>
    public bool IsCompact => IsCompactList(NodeSegments) && IsCompactList(EdgeSegments);

    /// <summary>The records after a change.</summary>
    public VersionState Apply(VersionEdit edit) => this with
    {
        NodeSegments = edit.Nodes.Apply(NodeSegments),
        EdgeSegments = edit.Edges.Apply(EdgeSegments),
        TotalNodes = checked(TotalNodes + edit.AddedNodes),
        TotalEdges = checked(TotalEdges + edit.AddedEdges),
    };

    /// <summary>The records of an older state. What sources have reached and which numbers are used does not go back.</summary>
    public VersionState RolledBackTo(VersionState older) => older with
    {
        Sources = Sources,
        NextSegmentId = NextSegmentId,
    };

    /// <summary>The same records, further along.</summary>
    public VersionState Reached(IReadOnlyDictionary<string, long> sources, long nextSegmentId) => this with
    {
        Sources = Sources.SetItems(sources),
        NextSegmentId = nextSegmentId,
    };

    /// <summary>Whether there is at most one segment and nothing in it to drop.</summary>
    public static bool IsCompactList(ImmutableArray<SegmentDescriptor> segments) =>
        segments.Length <= 1 && segments.All(segment => segment.TombstoneCount == 0);
}
