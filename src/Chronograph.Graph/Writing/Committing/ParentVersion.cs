namespace Chronograph.Graph;

/// <summary>The version a batch is committed on: says which changes really change it, and keeps count.</summary>
internal sealed class ParentVersion(NodeLayers nodes, EdgeLayers edges)
{
    public bool IsEmpty { get; } = nodes.Count + edges.Count == 0;

    /// <summary>Nodes added less nodes removed.</summary>
    public long AddedNodes { get; private set; }

    /// <summary>Edges added less edges removed.</summary>
    public long AddedEdges { get; private set; }

    /// <summary>Whether a node is new or other than the one that is stored.</summary>
    /// <param name="replacements">Takes what it replaces then.</param>
    public bool IsChange(in NodeRecord node, ReplacementBuilder replacements)
    {
        var state = nodes.Find(node.Id, out var segment, out var row);
        if (state == RecordState.Present)
            return IsReplacing(node, segment!, row, replacements);
        replacements.AddNew(olderKnow: state != RecordState.Unknown);
        AddedNodes++;
        return true;
    }

    private static bool IsReplacing(in NodeRecord node, NodeSegment segment, long row, ReplacementBuilder replacements)
    {
        // One that changed mostly differs in its hash, and nothing more of the stored one is read then.
        var replaced = segment.ContentHash(row) != node.ContentHash ? Replacement.Changed : node.Replacing(segment.Record(row));
        if (replaced == Replacement.None)
            return false;
        replacements.AddReplacing(replaced);
        return true;
    }

    /// <summary>Whether there is a node to delete.</summary>
    /// <param name="replacements">Takes the tombstone then.</param>
    public bool IsDeletion(NodeId id, ReplacementBuilder replacements)
    {
        if (nodes.Find(id, out _, out _) != RecordState.Present)
            return false;
        replacements.AddTombstone();
        AddedNodes--;
        return true;
    }

    /// <summary>Whether an edge is new or other than the one that is stored; for a tombstone, whether there is one.</summary>
    /// <param name="typeId">The id of the type's name.</param>
    /// <param name="replacements">Takes what it replaces, if it is a change.</param>
    public bool IsChange(
        NodeId source, ReadOnlySpan<byte> type, NodeId typeId, NodeId target, ReadOnlySpan<byte> metadata, bool deleted, ReplacementBuilder replacements)
    {
        var key = EdgeKey.Hash(source, typeId, target);
        var state = edges.Find(key, source, type, target, edges.Count, out var segment, out var row);
        var exists = state == RecordState.Present;
        if (deleted ? !exists : exists && segment!.Metadata(row).SequenceEqual(metadata))
            return false;
        if (deleted)
            replacements.AddTombstone();
        else if (exists)
            replacements.AddReplacing(Replacement.Changed);
        else
            replacements.AddNew(olderKnow: state != RecordState.Unknown);
        AddedEdges += deleted ? -1 : exists ? 0 : 1;
        return true;
    }

    /// <summary>Counts nodes that are known to be new.</summary>
    public void CountNewNodes(long nodes) => AddedNodes += nodes;

    /// <summary>Counts edges that are known to be new.</summary>
    public void CountNewEdges(long edges) => AddedEdges += edges;

    /// <summary>Refuses a semantic id when the version already knows its node id under another one.</summary>
    /// <param name="semanticId">Empty when only the id was named.</param>
    public void CheckIdentity(NodeId id, ReadOnlySpan<byte> semanticId)
    {
        if (!IsEmpty && !semanticId.IsEmpty && SemanticIdOf(id) is { IsEmpty: false } stored && !stored.SequenceEqual(semanticId))
            throw IdentityConflict.Between(id, stored, semanticId);
    }

    /// <summary>The semantic id that the version knows for a node id; empty for none. One place is enough, since all were checked like this.</summary>
    public ReadOnlySpan<byte> SemanticIdOf(NodeId id)
    {
        for (var layer = 0; layer < nodes.Count; layer++)
        {
            var segment = nodes.Segment(layer);
            if (segment.Find(id, out var row) == RecordState.Present)
                return segment.SemanticId(row);
        }

        for (var layer = 0; layer < edges.Count; layer++)
        {
            var segment = edges.Segment(layer);
            if (segment.FindEndpoint(id) is >= 0 and var local)
                return segment.SemanticIdBytes(local);
        }

        return default;
    }
}
