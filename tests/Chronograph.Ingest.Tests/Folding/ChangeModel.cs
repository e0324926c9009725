using Chronograph.Graph;

namespace Chronograph.Ingest.Tests;

/// <summary>What a graph should hold after changes, by the words of docs/format/ingest.md and nothing cleverer.</summary>
internal sealed class ChangeModel
{
    private readonly Dictionary<string, Node> _nodes = [];
    private readonly Dictionary<(string, string, string), Edge> _edges = [];

    public HashSet<Node> Nodes => [.. _nodes.Values];

    public HashSet<Edge> Edges => [.. _edges.Values];

    public void ApplyRandom(Random random, VersionDraft draft)
    {
        var (a, b, file) = ($"n{random.Next(20)}", $"n{random.Next(20)}", $"f{random.Next(4)}");
        switch (random.Next(5))
        {
            case 0:
                draft.DeleteNode(a);
                _nodes.Remove(a);
                break;
            case 1:
                draft.DeleteEdge(a, "T", b);
                _edges.Remove((a, "T", b));
                break;
            case 2:
                Upsert(draft, new Edge(a, "T", b, $"{random.Next(3)}"));
                break;
            case 3:
                Upsert(draft, new Node(a, "T", b, file, (ulong)random.Next(3)));
                break;
            default:
                Replace(random, draft, file);
                break;
        }
    }

    private void Upsert(VersionDraft draft, Node node)
    {
        draft.Upsert(node);
        _nodes[node.SemanticId] = node;
    }

    private void Upsert(VersionDraft draft, Edge edge)
    {
        draft.Upsert(edge);
        _edges[(edge.Source, edge.Type, edge.Target)] = edge;
    }

    private void Replace(Random random, VersionDraft draft, string file)
    {
        var nodes = Enumerable.Range(0, random.Next(5)).Select(_ => $"n{random.Next(20)}").Distinct()
            .Select(id => new Node(id, "T", $"{random.Next(3)}", file)).ToArray();
        var edges = nodes.SelectMany(node => Enumerable.Range(0, random.Next(3)).Select(_ => $"n{random.Next(20)}").Distinct()
            .Select(target => new Edge(node.SemanticId, "T", target))).ToArray();
        draft.ReplaceFile(file, nodes, edges);

        var gone = _nodes.Values.Where(node => node.File == file).Select(node => node.SemanticId).ToHashSet();
        foreach (var id in gone)
            _nodes.Remove(id);
        gone.UnionWith(nodes.Select(node => node.SemanticId));
        foreach (var key in _edges.Keys.Where(key => gone.Contains(key.Item1)).ToArray())
            _edges.Remove(key);
        foreach (var node in nodes)
            _nodes[node.SemanticId] = node;
        foreach (var edge in edges)
            _edges[(edge.Source, edge.Type, edge.Target)] = edge;
    }
}
