namespace Chronograph.Graph;

/// <summary>Finds a path of the fewest edges.</summary>
internal static class PathFinder
{
    /// <summary>The steps from one node to another, none when they are the same; null when there is no path.</summary>
    public static IReadOnlyList<(NodeId To, EdgeHit Edge)>? Find(
        EdgeLayers layers, TraversalQuery query, NodeId to, QueryReport? report, CancellationToken cancellation)
    {
        if (query.Start == to)
            return [];
        var levels = new List<Arrival[]>();
        var walk = new GraphWalk(layers, query, report, cancellation, remember: true);
        while (walk.MoveNext())
        {
            levels.Add([.. walk.Arrivals]);
            if (walk.Topology.Find(to) is >= 0 and var goal && IndexOf(levels[^1], (uint)goal) is >= 0 and var place)
                return Trace(walk.Topology, levels, place);
        }

        return null;
    }

    private static List<(NodeId To, EdgeHit Edge)> Trace(Topology topology, List<Arrival[]> levels, int place)
    {
        var steps = new List<(NodeId To, EdgeHit Edge)>();
        for (var depth = levels.Count - 1; depth >= 0; depth--)
        {
            var arrival = levels[depth][place];
            steps.Add((topology.Id(arrival.Node), arrival.Edge));
            if (depth > 0)
                place = IndexOf(levels[depth - 1], arrival.From);
        }

        steps.Reverse();
        return steps;
    }

    private static int IndexOf(Arrival[] level, uint node) => Array.FindIndex(level, arrival => arrival.Node == node);
}
