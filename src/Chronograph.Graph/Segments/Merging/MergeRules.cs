namespace Chronograph.Graph;

/// <summary>Says which nodes a merge keeps. Asked once for each id, in ascending order.</summary>
internal interface INodeMergeRule
{
    /// <param name="newest">The newest that the merged segments say of an id.</param>
    /// <param name="oldest">The oldest; the same where one alone knows it.</param>
    /// <param name="replacements">Takes what is kept, if the merged segment can say what it replaces.</param>
    public bool Keep(NodeCursor newest, NodeCursor oldest, ReplacementBuilder replacements);
}

/// <summary>Says which edges a merge keeps. Asked once for each key, in ascending order.</summary>
internal interface IEdgeMergeRule
{
    /// <summary>Whether every edge is kept, so that none need be chosen before the first is written.</summary>
    public bool KeepsAll { get; }

    /// <inheritdoc cref="INodeMergeRule.Keep"/>
    public bool Keep(MergedEdgeCursor newest, MergedEdgeCursor oldest, ReplacementBuilder replacements);

    /// <summary>The semantic id to write for a node, given the one its segments have, which may be empty.</summary>
    public ReadOnlySpan<byte> SemanticId(NodeId id, ReadOnlySpan<byte> known);
}

/// <summary>The rule of a compaction: records stay; tombstones stay unless there is nothing older that they could delete from.</summary>
/// <param name="dropTombstones">Whether the oldest segment of the version takes part.</param>
internal sealed class CompactionRule(bool dropTombstones) : INodeMergeRule, IEdgeMergeRule
{
    public bool KeepsAll => !dropTombstones;

    public bool Keep(NodeCursor newest, NodeCursor oldest, ReplacementBuilder replacements) => !(newest.IsDeleted && dropTombstones);

    public bool Keep(MergedEdgeCursor newest, MergedEdgeCursor oldest, ReplacementBuilder replacements) => !(newest.IsDeleted && dropTombstones);

    public ReadOnlySpan<byte> SemanticId(NodeId id, ReadOnlySpan<byte> known) => known;
}
