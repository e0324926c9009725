using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Helps when nothing was found because no record has the type that was asked for.</summary>
internal static class KnownTypes
{
    private const int Shown = 30;

    /// <summary>Says which types of nodes there are, unless the one asked for is among them.</summary>
    /// <returns>False when there was nothing to say.</returns>
    public static bool SayNodes(GraphSnapshot snapshot, string? asked, CancellationToken stop) =>
        asked is not null && Say("node", asked, snapshot.Statistics(stop).NodeTypes);

    /// <summary>Says which types of edges there are, unless the one asked for is among them.</summary>
    /// <returns>False when there was nothing to say.</returns>
    public static bool SayEdges(GraphSnapshot snapshot, string? asked, CancellationToken stop) =>
        asked is not null && Say("edge", asked, snapshot.Statistics(stop).EdgeTypes);

    private static bool Say(string record, string asked, IReadOnlyDictionary<string, long> types)
    {
        if (types.ContainsKey(asked))
            return false;
        var most = types.OrderByDescending(type => type.Value).Take(Shown).Select(type => type.Key).Order(StringComparer.Ordinal);
        Talk.Note($"No {record} has type {Shell.Quote(asked)}. The types are: {string.Join(", ", most)}{(types.Count > Shown ? ", …" : "")}.");
        return true;
    }
}
