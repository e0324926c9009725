using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>What stands out in a version of a code base: good places to begin asking.</summary>
/// <param name="MostCalled">The method with the most callers.</param>
/// <param name="MostImplemented">The interface with the most implementations.</param>
/// <param name="Largest">The type with the most members.</param>
internal sealed record Landmarks(Node? MostCalled, Node? MostImplemented, Node? Largest)
{
    private static readonly HashSet<string> Types = ["CLASS", "STRUCT", "RECORD", "INTERFACE"];

    /// <summary>Looks at every edge once.</summary>
    public static Landmarks Of(GraphSnapshot snapshot)
    {
        var callers = new Dictionary<string, int>();
        var implementations = new Dictionary<string, int>();
        var members = new Dictionary<string, int>();
        foreach (var edge in snapshot.Edges())
        {
            if (edge.Type == "CALLS")
                Count(callers, edge.Target);
            else if (edge.Type == "IMPLEMENTS")
                Count(implementations, edge.Target);
            else if (edge.Type == "CONTAINS")
                Count(members, edge.Source);
        }
        return new Landmarks(
            Top(snapshot, callers, node => node.Type == "METHOD"),
            Top(snapshot, implementations, node => node.Type == "INTERFACE"),
            Top(snapshot, members, node => Types.Contains(node.Type)));
    }

    private static void Count(Dictionary<string, int> counts, string semanticId) =>
        counts[semanticId] = counts.GetValueOrDefault(semanticId) + 1;

    // Product before tests; ties go to the lower semantic id, so that the same code gives the same advice.
    private static Node? Top(GraphSnapshot snapshot, Dictionary<string, int> counts, Func<Node, bool> suits) => counts
        .OrderBy(entry => entry.Key.Contains("test", StringComparison.OrdinalIgnoreCase))
        .ThenByDescending(entry => entry.Value)
        .ThenBy(entry => entry.Key, StringComparer.Ordinal)
        .Select(entry => snapshot.TryGetNode(entry.Key, out var node) && suits(node) ? node : null)
        .FirstOrDefault(node => node is not null);
}
