namespace Chronograph.Graph;

/// <summary>The rule by which the runs of a batch become one segment: what changes nothing is left out.</summary>
internal sealed class BatchRule(StagedRuns runs, ParentVersion parent) : INodeMergeRule, IEdgeMergeRule
{
    private readonly NodeLayers _nodes = runs.NodeLayers;

    public bool KeepsAll => parent.IsEmpty && runs.EdgeLayers.Descriptors.All(run => run.TombstoneCount == 0);

    public bool Keep(NodeCursor newest, NodeCursor oldest, ReplacementBuilder replacements)
    {
        if (newest.IsDeleted)
            return parent.IsDeletion(newest.Id, replacements);
        var node = newest.Segment.Record(newest.Row);
        parent.CheckIdentity(node.Id, node.SemanticId);
        return parent.IsChange(node, replacements);
    }

    public bool Keep(MergedEdgeCursor newest, MergedEdgeCursor oldest, ReplacementBuilder replacements)
    {
        if (!parent.IsEmpty)
            return IsChange(newest, replacements);
        parent.CountNewEdges(newest.IsDeleted ? 0 : 1);
        return !newest.IsDeleted;
    }

    public ReadOnlySpan<byte> SemanticId(NodeId id, ReadOnlySpan<byte> known)
    {
        if (_nodes.Find(id, out var segment, out var row) == RecordState.Present)
        {
            var staged = segment!.SemanticId(row);
            if (!known.IsEmpty && !known.SequenceEqual(staged))
                throw IdentityConflict.Between(id, staged, known);
            known = staged;
        }

        parent.CheckIdentity(id, known);
        if (known.IsEmpty)
            known = parent.SemanticIdOf(id);
        return known.IsEmpty ? throw IdentityConflict.Unknown(id) : known;
    }

    private bool IsChange(MergedEdgeCursor newest, ReplacementBuilder replacements) => parent.IsChange(
        newest.Segment.Endpoint(newest.OwnSource),
        newest.Segment.Types.Bytes(newest.OwnType),
        newest.Segment.TypeId(newest.OwnType),
        newest.Segment.Endpoint(newest.OwnTarget),
        newest.Segment.Metadata(newest.Row),
        newest.IsDeleted,
        replacements);
}
