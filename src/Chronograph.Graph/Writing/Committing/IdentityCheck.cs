using System.Text;

namespace Chronograph.Graph;

/// <summary>Refuses a semantic id when the version already knows its node id under another one.</summary>
internal sealed class IdentityCheck(NodeLayers nodes, EdgeLayers edges, SemanticIds ids)
{
    private readonly HashSet<int> _checked = [];

    public void Check(int number)
    {
        if (nodes.Count + edges.Count == 0 || !_checked.Add(number))
            return;
        var id = ids.Id(number);
        if (StoredUnder(id) is { Length: > 0 } stored && !stored.SequenceEqual(Encoding.UTF8.GetBytes(ids.Text(number))))
            throw IdentityConflict.Between(id, Encoding.UTF8.GetString(stored), ids.Text(number));
    }

    /// <summary>The semantic id that the version knows for a node id. One place is enough, since all were checked like this.</summary>
    private ReadOnlySpan<byte> StoredUnder(NodeId id)
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
