namespace Chronograph.Graph;

/// <summary>Merges segments that are neighbours in age into one that says the same.</summary>
internal static class SegmentMerge
{
    /// <param name="segments">Oldest first.</param>
    /// <param name="dropTombstones">Whether the oldest segment of the version takes part, so that nothing is left to delete.</param>
    public static NodeSegmentBuilder Nodes(IReadOnlyList<NodeSegment> segments, bool dropTombstones, ScratchSpace scratch, CancellationToken stop = default) =>
        NodeMerge.Build(segments, new CompactionRule(dropTombstones), scratch, stop);

    /// <inheritdoc cref="Nodes"/>
    public static EdgeSegmentBuilder Edges(IReadOnlyList<EdgeSegment> segments, bool dropTombstones, ScratchSpace scratch, CancellationToken stop = default)
    {
        // Without a tombstone there is nothing to drop, and one walk over the edges is enough.
        var drops = dropTombstones && segments.Any(segment => segment.File.TombstoneCount > 0);
        return EdgeMerge.Build(segments, new CompactionRule(drops), scratch, stop);
    }
}
