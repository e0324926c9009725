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
        var text = Encoding.UTF8.GetBytes(ids.Text(number));
        for (var layer = 0; layer < nodes.Count; layer++)
        {
            var segment = nodes.Segment(layer);
            if (segment.Find(id, out var row) == RecordState.Present)
                Compare(id, segment.Record(row).SemanticId, text);
        }

        for (var layer = 0; layer < edges.Count; layer++)
        {
            var segment = edges.Segment(layer);
            if (segment.FindEndpoint(id) is >= 0 and var local)
                Compare(id, segment.SemanticIdBytes(local), text);
        }
    }

    private static void Compare(NodeId id, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> staged)
    {
        if (!stored.SequenceEqual(staged))
            throw IdentityConflict.Between(id, Encoding.UTF8.GetString(stored), Encoding.UTF8.GetString(staged));
    }
}
