using System.Globalization;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A small graph whose whole content a handful of numbers say, so that each version can be compared with its model.</summary>
/// <remarks>There is a node and an edge for each slot that was ever set; their metadata is the slot's number.</remarks>
internal static class SlotGraph
{
    public const int Slots = 24;

    /// <summary>The numbers that a snapshot holds, as text.</summary>
    public static string Digest(GraphSnapshot snapshot)
    {
        var nodes = new string[Slots];
        foreach (var node in snapshot.Nodes())
            nodes[Slot(node.SemanticId)] = node.Metadata;
        var edges = new string[Slots];
        foreach (var edge in snapshot.Edges())
            edges[Slot(edge.Source)] = edge.Metadata;
        if (!nodes.SequenceEqual(edges))
            return $"version {snapshot.Info.Version} holds the nodes {string.Join(',', nodes)} and the edges {string.Join(',', edges)}";
        return string.Join(',', nodes);
    }

    /// <summary>What <see cref="Digest(GraphSnapshot)"/> says of a version with these numbers; 0 is a slot that was never set.</summary>
    public static string Digest(int[] slots) => string.Join(',', slots.Select(number => number == 0 ? "" : Text(number)));

    public static void Set(GraphBatch batch, int slot, int number)
    {
        batch.Upsert(new Node($"n{slot}", "NODE", "", "f", 0, Text(number)));
        batch.Upsert(new Edge($"n{slot}", "TO", $"n{(slot + 1) % Slots}", Text(number)));
    }

    private static int Slot(string semanticId) => int.Parse(semanticId.AsSpan(1), CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
