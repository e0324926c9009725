namespace Chronograph.Graph;

/// <summary>Merges segments that are neighbours in age into one that says the same.</summary>
internal static class SegmentMerge
{
    /// <param name="layers">What is merged.</param>
    /// <param name="hasOlder">Whether the version has older segments, from which something may be left to delete.</param>
    public static NodeSegmentBuilder Nodes(NodeLayers layers, bool hasOlder, ScratchSpace scratch, CancellationToken stop = default)
    {
        INodeMergeRule rule = hasOlder && layers.SayReplacements
            ? new ReplacementRule(layers.Descriptors)
            : new CompactionRule(dropTombstones: !hasOlder);
        return NodeMerge.Build(layers.Segments(0, layers.Count), rule, scratch, stop);
    }

    /// <inheritdoc cref="Nodes"/>
    public static EdgeSegmentBuilder Edges(EdgeLayers layers, bool hasOlder, ScratchSpace scratch, CancellationToken stop = default)
    {
        // Without a tombstone there is nothing to drop, and one walk over the edges is enough.
        IEdgeMergeRule rule = hasOlder && layers.SayReplacements
            ? new ReplacementRule(layers.Descriptors)
            : new CompactionRule(dropTombstones: !hasOlder && layers.Descriptors.Any(segment => segment.TombstoneCount > 0));
        return EdgeMerge.Build(layers.Segments(0, layers.Count), rule, scratch, stop);
    }
}
