using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>
/// Everything a version is made of, in one object: a commit cannot forget a part, because it changes the whole by
/// <see cref="Apply"/>.
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

    public VersionState Apply(VersionEdit edit) => new()
    {
        NodeSegments = edit.Nodes.Apply(NodeSegments),
        EdgeSegments = edit.Edges.Apply(EdgeSegments),
        Sources = Sources.SetItems(edit.Sources),
        NextSegmentId = edit.NextSegmentId,
        TotalNodes = checked(TotalNodes + edit.AddedNodes),
        TotalEdges = checked(TotalEdges + edit.AddedEdges),
    };
}
