namespace Chronograph.Graph;

/// <summary>What a commit changes in the records of a <see cref="VersionState"/>.</summary>
internal sealed record VersionEdit
{
    public required SegmentEdit Nodes { get; init; }

    public required SegmentEdit Edges { get; init; }

    /// <summary>Nodes added less nodes removed.</summary>
    public long AddedNodes { get; init; }

    /// <summary>Edges added less edges removed.</summary>
    public long AddedEdges { get; init; }
}
