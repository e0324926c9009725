namespace Chronograph.Graph;

/// <summary>Finds a path of the fewest edges.</summary>
internal static class PathFinder
{
    /// <summary>The steps from one node to another, none when they are the same; null when there is no path.</summary>
    public static IReadOnlyList<BreadthFirst.Step>? Find(BreadthFirst walk, NodeId from, NodeId to)
    {
        if (from == to)
            return [];
        var arrivals = new Dictionary<NodeId, BreadthFirst.Step>();
        walk.Start(from);
        while (walk.MoveNext())
        {
            foreach (var step in walk.Steps)
            {
                arrivals.Add(step.To, step);
                if (step.To == to)
                    return Trace(arrivals, from, to);
            }
        }

        return null;
    }

    private static List<BreadthFirst.Step> Trace(Dictionary<NodeId, BreadthFirst.Step> arrivals, NodeId from, NodeId to)
    {
        var steps = new List<BreadthFirst.Step>();
        for (var id = to; id != from; id = steps[^1].From)
            steps.Add(arrivals[id]);
        steps.Reverse();
        return steps;
    }
}
