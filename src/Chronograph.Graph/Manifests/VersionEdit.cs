using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>What a commit changes in a <see cref="VersionState"/>.</summary>
internal sealed record VersionEdit
{
    public required SegmentEdit Nodes { get; init; }

    public required SegmentEdit Edges { get; init; }

    public required IReadOnlyDictionary<string, long> Sources { get; init; }

    public required long NextSegmentId { get; init; }

    /// <summary>Nodes added less nodes removed.</summary>
    public required long AddedNodes { get; init; }

    /// <summary>Edges added less edges removed.</summary>
    public required long AddedEdges { get; init; }
}

/// <summary>Keeps the oldest segments and puts one in place of the others: an append when all are kept, else a merge.</summary>
/// <param name="Kept">How many of the oldest segments stay.</param>
/// <param name="Added">The segment that follows them, or null for none.</param>
internal readonly record struct SegmentEdit(int Kept, SegmentDescriptor? Added)
{
    public ImmutableArray<SegmentDescriptor> Apply(ImmutableArray<SegmentDescriptor> segments)
    {
        var kept = segments[..Kept];
        return Added is null ? kept : kept.Add(Added);
    }
}
