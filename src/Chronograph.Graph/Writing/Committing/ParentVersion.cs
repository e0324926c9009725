namespace Chronograph.Graph;

/// <summary>The version a batch is committed on: says which changes really change it, and keeps count.</summary>
internal sealed class ParentVersion(NodeLayers nodes, EdgeLayers edges)
{
    public bool IsEmpty { get; } = nodes.Count + edges.Count == 0;

    /// <summary>Nodes added less nodes removed.</summary>
    public long AddedNodes { get; private set; }

    /// <summary>Edges added less edges removed.</summary>
    public long AddedEdges { get; private set; }

    /// <summary>Whether the version knows none of the changed nodes, not even as deleted.</summary>
    public bool OnlyNewNodes { get; private set; } = true;

    /// <summary>Whether the version knows none of the changed edges, not even as deleted.</summary>
    public bool OnlyNewEdges { get; private set; } = true;

    /// <summary>Whether a node is new or other than the one that is stored.</summary>
    public bool IsChange(in NodeRecord node)
    {
        var state = nodes.Find(node.Id, out var segment, out var row);
        var exists = state == RecordState.Present;
        if (exists && segment!.Record(row) is var stored && stored.SameContent(node) && stored.Metadata.SequenceEqual(node.Metadata))
            return false;
        OnlyNewNodes &= state == RecordState.Unknown;
        AddedNodes += exists ? 0 : 1;
        return true;
    }

    /// <summary>Whether there is a node to delete.</summary>
    public bool IsDeletion(NodeId id)
    {
        if (nodes.Find(id, out _, out _) != RecordState.Present)
            return false;
        OnlyNewNodes = false;
        AddedNodes--;
        return true;
    }

    /// <summary>Whether an edge is new or other than the one that is stored; for a tombstone, whether there is one.</summary>
    /// <param name="typeId">The id of the type's name.</param>
    public bool IsChange(NodeId source, ReadOnlySpan<byte> type, NodeId typeId, NodeId target, ReadOnlySpan<byte> metadata, bool deleted)
    {
        var key = EdgeKey.Hash(source, typeId, target);
        var state = edges.Find(key, source, type, target, edges.Count, out var segment, out var row);
        var exists = state == RecordState.Present;
        if (deleted ? !exists : exists && segment!.Metadata(row).SequenceEqual(metadata))
            return false;
        OnlyNewEdges &= state == RecordState.Unknown;
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
