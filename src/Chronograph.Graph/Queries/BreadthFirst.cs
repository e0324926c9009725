namespace Chronograph.Graph;

/// <summary>Walks outward from a node, level by level, reaching each node once.</summary>
internal sealed class BreadthFirst(EdgeLayers edges, EdgeDirection direction, string? type)
{
    private readonly Hop _hop = new(edges, direction, type);
    private readonly HashSet<NodeId> _reached = [];
    private List<NodeId> _level = [];

    /// <summary>The edges over which the current level was reached, first reached first.</summary>
    public List<Step> Steps { get; } = [];

    public void Start(NodeId id)
    {
        _reached.Add(id);
        _level.Add(id);
    }

    /// <summary>Goes one edge further; false when nothing new was reached.</summary>
    public bool MoveNext()
    {
        Steps.Clear();
        var next = new List<NodeId>();
        foreach (var id in _level)
        {
            foreach (var hit in _hop.Collect(id))
            {
                var other = hit.OtherId;
                if (!_reached.Add(other))
                    continue;
                next.Add(other);
                Steps.Add(new Step(id, other, hit));
            }
        }

        _level = next;
        return next.Count > 0;
    }

    /// <summary>One edge of the walk.</summary>
    public readonly record struct Step(NodeId From, NodeId To, EdgeHit Hit);
}
