namespace Chronograph.Graph;

/// <summary>Says which nodes a merge keeps. Asked once for each id, in ascending order.</summary>
internal interface INodeMergeRule
{
    public bool Keep(NodeCursor newest);
}

/// <summary>Says which edges a merge keeps. Asked once for each key, in ascending order.</summary>
internal interface IEdgeMergeRule
{
    /// <summary>Whether every edge is kept, so that nobody need be asked.</summary>
    public bool KeepsAll { get; }

    public bool Keep(MergedEdgeCursor newest);

    /// <summary>The semantic id to write for a node, given the one its segments have, which may be empty.</summary>
    public ReadOnlySpan<byte> SemanticId(NodeId id, ReadOnlySpan<byte> known);
}

/// <summary>The rule of a compaction: records stay; tombstones stay unless there is nothing older that they could delete from.</summary>
/// <param name="dropTombstones">Whether the oldest segment of the version takes part.</param>
internal sealed class CompactionRule(bool dropTombstones) : INodeMergeRule, IEdgeMergeRule
{
    public bool KeepsAll => !dropTombstones;

    public bool Keep(NodeCursor newest) => !(newest.IsDeleted && dropTombstones);

    public bool Keep(MergedEdgeCursor newest) => !(newest.IsDeleted && dropTombstones);

    public ReadOnlySpan<byte> SemanticId(NodeId id, ReadOnlySpan<byte> known) => known;
}
