using Chronograph.Graph;

namespace Chronograph.Code;

/// <summary>The graph that the files want, kept beside the one that the store holds.</summary>
/// <remarks>
/// Every node and edge knows how many contributions stand behind it, so what files share appears with the first and
/// vanishes with the last. Work follows what changed: only touched entries are compared. For one thread.
/// </remarks>
internal sealed class DesiredGraph
{
    private readonly Dictionary<string, NodeEntry> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<EdgeKey, EdgeState> _edges = [];
    private readonly HashSet<string> _touchedNodes = new(StringComparer.Ordinal);
    private readonly HashSet<EdgeKey> _touchedEdges = [];

    /// <summary>Takes over what the store holds, before the first contribution.</summary>
    public void Load(IEnumerable<Node> nodes, IEnumerable<Edge> edges)
    {
        foreach (var node in nodes)
        {
            _nodes[node.SemanticId] = new NodeEntry { Published = node };
            _touchedNodes.Add(node.SemanticId);
        }

        foreach (var edge in edges)
        {
            var key = new EdgeKey(edge.Source, edge.Type, edge.Target);
            _edges[key] = new EdgeState(0, IsPublished: true);
            _touchedEdges.Add(key);
        }
    }

    /// <summary>Puts the new contribution of a file in the place of the old one.</summary>
    public void Replace(FileContribution old, FileContribution next)
    {
        foreach (var contribution in next.Nodes)
            Entry(contribution).Add(contribution);
        foreach (var contribution in old.Nodes)
            Entry(contribution).Remove(contribution);
        foreach (var edge in next.Edges)
            Count(edge, +1);
        foreach (var edge in old.Edges)
            Count(edge, -1);
    }

    /// <summary>The changes since the last call, which from now on count as stored.</summary>
    public GraphDelta TakeDelta()
    {
        var upsertedNodes = new List<Node>();
        var deletedNodes = new List<string>();
        foreach (var id in _touchedNodes)
            Settle(id, upsertedNodes, deletedNodes);
        var upsertedEdges = new List<EdgeKey>();
        var deletedEdges = new List<EdgeKey>();
        foreach (var key in _touchedEdges)
            Settle(key, upsertedEdges, deletedEdges);
        _touchedNodes.Clear();
        _touchedEdges.Clear();
        return new GraphDelta(upsertedNodes, upsertedEdges, deletedNodes, deletedEdges);
    }

    /// <summary>Every node as it should be.</summary>
    public IEnumerable<Node> Nodes => _nodes.Values.Select(static entry => entry.Desired()).OfType<Node>();

    /// <summary>Every edge as it should be.</summary>
    public IEnumerable<EdgeKey> Edges => _edges.Where(static edge => edge.Value.Count > 0).Select(static edge => edge.Key);

    private NodeEntry Entry(NodeContribution contribution)
    {
        var id = contribution.Node.SemanticId;
        _touchedNodes.Add(id);
        if (!_nodes.TryGetValue(id, out var entry))
            _nodes[id] = entry = new NodeEntry();
        return entry;
    }

    private void Count(EdgeKey key, int step)
    {
        _touchedEdges.Add(key);
        var state = _edges.GetValueOrDefault(key);
        _edges[key] = state with { Count = state.Count + step };
    }

    private void Settle(string id, List<Node> upserted, List<string> deleted)
    {
        var entry = _nodes[id];
        var desired = entry.Desired();
        if (desired is null)
        {
            _nodes.Remove(id);
            if (entry.Published is not null)
                deleted.Add(id);
        }
        else if (desired != entry.Published)
        {
            upserted.Add(desired);
            entry.Published = desired;
        }
    }

    private void Settle(EdgeKey key, List<EdgeKey> upserted, List<EdgeKey> deleted)
    {
        var state = _edges[key];
        if (state.Count == 0)
        {
            _edges.Remove(key);
            if (state.IsPublished)
                deleted.Add(key);
        }
        else if (!state.IsPublished)
        {
            upserted.Add(key);
            _edges[key] = state with { IsPublished = true };
        }
    }

    private readonly record struct EdgeState(int Count, bool IsPublished);
}
