using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph stats STORE</c>: how much a version holds.</summary>
internal sealed class GraphStatsCommand : SnapshotCommand
{
    public GraphStatsCommand()
        : base("stats", "Counts nodes and edges, by type too") => Accept(Store, At);

    protected override ExitCode Ask(GraphSnapshot snapshot, Invocation call)
    {
        var statistics = snapshot.Statistics();
        call.Output.Show(
            json => Write(json, snapshot.Info, statistics),
            page => Lay(page, snapshot.Info, statistics));
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, VersionInfo version, GraphStatistics statistics)
    {
        json.WriteNumber("version", version.Version.Number);
        json.WriteNumber("nodes", statistics.Nodes);
        json.WriteNumber("edges", statistics.Edges);
        json.WriteNumber("segments", statistics.NodeSegments + statistics.EdgeSegments);
        json.WriteNumber("bytes", statistics.Bytes);
        json.WriteMap("node_types", statistics.NodeTypes);
        json.WriteMap("edge_types", statistics.EdgeTypes);
    }

    private static void Lay(TextPage page, VersionInfo version, GraphStatistics statistics)
    {
        page.Facts(
            ("version", $"{version.Version} of {Quantities.Time(version.CreatedAt)}"),
            ("nodes", Quantities.Count(statistics.Nodes)),
            ("edges", Quantities.Count(statistics.Edges)),
            ("segments", Quantities.Count(statistics.NodeSegments + statistics.EdgeSegments)),
            ("size", Quantities.Bytes(statistics.Bytes)));
        page.Types(statistics);
    }
}
