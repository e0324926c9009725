namespace Chronograph.Graph.Tests;

/// <summary>One version of a graph, as simply as it can be kept.</summary>
internal sealed class GraphModel
{
    public Dictionary<string, Node> Nodes { get; init; } = [];

    public Dictionary<(string Source, string Type, string Target), Edge> Edges { get; init; } = [];

    public GraphModel Copy() => new() { Nodes = new(Nodes), Edges = new(Edges) };

    public IEnumerable<(Edge Edge, EdgeDirection Direction)> Hop(string id, EdgeDirection direction, string? type)
    {
        foreach (var edge in Edges.Values.Where(edge => type is null || edge.Type == type))
        {
            if (direction != EdgeDirection.In && edge.Source == id)
                yield return (edge, EdgeDirection.Out);
            if (direction != EdgeDirection.Out && edge.Target == id)
                yield return (edge, EdgeDirection.In);
        }
    }

    public List<HashSet<string>> Levels(string start, EdgeDirection direction, string? type, int depth)
    {
        var reached = new HashSet<string> { start };
        var levels = new List<HashSet<string>> { new() { start } };
        while (levels.Count <= depth)
        {
            var next = levels[^1]
                .SelectMany(id => Hop(id, direction, type), (id, hop) => hop.Direction == EdgeDirection.Out ? hop.Edge.Target : hop.Edge.Source)
                .Where(reached.Add).ToHashSet();
            if (next.Count == 0)
                break;
            levels.Add(next);
        }

        return levels;
    }

    public Dictionary<string, ChangeKind> NodeChangesTo(GraphModel to)
    {
        var changes = new Dictionary<string, ChangeKind>();
        foreach (var id in Nodes.Keys.Union(to.Nodes.Keys))
        {
            var before = Nodes.GetValueOrDefault(id);
            var after = to.Nodes.GetValueOrDefault(id);
            if (before == after)
                continue;
            changes[id] = before is null ? ChangeKind.Added
                : after is null ? ChangeKind.Removed
                : before with { Metadata = "" } != after with { Metadata = "" } ? ChangeKind.Changed
                : before.ContentHash == 0 ? ChangeKind.Changed : ChangeKind.Touched;
        }

        return changes;
    }

    public Dictionary<(string, string, string), ChangeKind> EdgeChangesTo(GraphModel to)
    {
        var changes = new Dictionary<(string, string, string), ChangeKind>();
        foreach (var key in Edges.Keys.Union(to.Edges.Keys))
        {
            var before = Edges.GetValueOrDefault(key);
            var after = to.Edges.GetValueOrDefault(key);
            if (before != after)
                changes[key] = before is null ? ChangeKind.Added : after is null ? ChangeKind.Removed : ChangeKind.Changed;
        }

        return changes;
    }
}
