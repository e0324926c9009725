using System.CommandLine;
using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph stats STORE</c>: how much a version holds.</summary>
internal sealed class GraphStatsCommand : SnapshotCommand
{
    private readonly Option<bool> _components = new("--components")
    {
        Description = "Count the parts that no edge connects, too; looks at every edge",
    };

    public GraphStatsCommand()
        : base("stats", "Counts nodes and edges, by type too") => Accept(Store, At, _components);

    protected override ExitCode Ask(GraphSnapshot snapshot, Invocation call)
    {
        var statistics = snapshot.Statistics(call.Stop);
        var components = call.Get(_components) ? snapshot.Components(call.Stop) : null;
        call.Output.Show(
            json => Write(json, snapshot.Info, statistics, components),
            page => Lay(page, snapshot.Info, statistics, components));
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, VersionInfo version, GraphStatistics statistics, WeakComponents? components)
    {
        json.WriteNumber("version", version.Version.Number);
        json.WriteNumber("nodes", statistics.Nodes);
        json.WriteNumber("edges", statistics.Edges);
        json.WriteNumber("segments", statistics.NodeSegments + statistics.EdgeSegments);
        json.WriteNumber("bytes", statistics.Bytes);
        json.WriteMap("node_types", statistics.NodeTypes);
        json.WriteMap("edge_types", statistics.EdgeTypes);
        if (components is null)
            return;
        json.WriteNumber("components", components.Count);
        json.WriteNumber("largest_component", components.Largest);
    }

    private static void Lay(TextPage page, VersionInfo version, GraphStatistics statistics, WeakComponents? components)
    {
        page.Facts(
            ("version", $"{version.Version} of {Quantities.Time(version.CreatedAt)}"),
            ("nodes", Quantities.Count(statistics.Nodes)),
            ("edges", Quantities.Count(statistics.Edges)),
            ("segments", Quantities.Count(statistics.NodeSegments + statistics.EdgeSegments)),
            ("size", Quantities.Bytes(statistics.Bytes)));
        if (components is not null)
            page.Facts(
                ("components", Quantities.Count(components.Count)),
                ("largest", $"{Quantities.Count(components.Largest)} nodes"));
        page.Types(statistics);
    }
}
