using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>
/// The rule of a compaction with older segments below it, where all that is merged says what it replaces: so does the merged
/// segment, and a tombstone stays only where there is something to delete.
/// </summary>
/// <remarks>
/// Of a key that one segment knows, that one's word stands. Of a key that several know, the oldest says whether anything was
/// there before; how it differs from what the newest has would have to be compared, and is not said.
/// </remarks>
/// <param name="layers">What is merged, oldest first.</param>
internal sealed class ReplacementRule(ImmutableArray<SegmentDescriptor> layers) : INodeMergeRule, IEdgeMergeRule
{
    private readonly bool[] _addsOnly = [.. layers.Select(layer => layer.AddsOnly)];

    public bool KeepsAll { get; } = layers.All(layer => layer.TombstoneCount == 0);

    public bool Keep(NodeCursor newest, NodeCursor oldest, ReplacementBuilder replacements)
    {
        var addsOnly = _addsOnly[oldest.Layer];
        var before = addsOnly ? Replacement.None : oldest.IsDeleted ? Replacement.Unsaid : oldest.Segment.Replacement(oldest.Row);
        return Keep(newest.IsDeleted, newest == oldest, addsOnly, before, replacements);
    }

    public bool Keep(MergedEdgeCursor newest, MergedEdgeCursor oldest, ReplacementBuilder replacements)
    {
        var addsOnly = _addsOnly[oldest.Layer];
        var before = addsOnly ? Replacement.None : oldest.IsDeleted ? Replacement.Unsaid : oldest.Segment.Replacement(oldest.Row);
        return Keep(newest.IsDeleted, newest == oldest, addsOnly, before, replacements);
    }

    public ReadOnlySpan<byte> SemanticId(NodeId id, ReadOnlySpan<byte> known) => known;

    /// <param name="isDeleted">Whether the key ends as deleted.</param>
    /// <param name="isAlone">Whether one segment alone knows the key.</param>
    /// <param name="addsOnly">Whether the oldest that knows it only adds.</param>
    /// <param name="before">What the oldest says was there.</param>
    private static bool Keep(bool isDeleted, bool isAlone, bool addsOnly, Replacement before, ReplacementBuilder replacements)
    {
        if (isDeleted && before == Replacement.None)
            return false;
        if (isDeleted)
            replacements.AddTombstone();
        else if (before == Replacement.None)
            replacements.AddNew(olderKnow: !addsOnly);
        else
            replacements.AddReplacing(isAlone ? before : Replacement.Unsaid);
        return true;
    }
}
