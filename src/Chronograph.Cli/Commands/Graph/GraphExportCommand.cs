using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph export STORE</c>: the nodes and edges of a version as files that <c>graph import</c> reads.</summary>
internal sealed class GraphExportCommand : SnapshotCommand
{
    private readonly Option<string?> _nodes = new("--nodes") { Description = "Where nodes go: a .csv or .jsonl file", HelpName = "FILE" };
    private readonly Option<string?> _edges = new("--edges") { Description = "Where edges go: a .csv or .jsonl file", HelpName = "FILE" };

    public GraphExportCommand()
        : base("export", "Writes the nodes and edges of a version to files")
    {
        Accept(Store, _nodes, _edges, At);
        Validators.Add(result =>
        {
            if (result.GetResult(_nodes) is null && result.GetResult(_edges) is null)
                result.AddError("Say what to export: --nodes FILE, --edges FILE, or both.");
        });
    }

    protected override ExitCode Ask(GraphSnapshot snapshot, Invocation call)
    {
        var (nodes, edges) = (call.Get(_nodes), call.Get(_edges));
        RecordFile.CheckForm(nodes);
        RecordFile.CheckForm(edges);
        if (nodes is not null && edges is not null && Path.GetFullPath(nodes) == Path.GetFullPath(edges))
            throw CommandException.Usage($"{nodes} cannot take both nodes and edges. Name two files.");
        ProgressDisplay.Create().Run(steps => Export(snapshot, nodes, edges, steps, call.Stop));
        Show(call.Output, snapshot.Info, nodes is not null, edges is not null);
        return ExitCode.Done;
    }

    private static bool Export(
        GraphSnapshot snapshot, string? nodes, string? edges, IProgress<ProgressStep> steps, CancellationToken stop)
    {
        if (nodes is not null)
            RecordFile.Write(nodes, Watched(snapshot.Nodes(), snapshot.Info.Nodes, "nodes", steps, stop));
        if (edges is not null)
            RecordFile.Write(edges, Watched(snapshot.Edges(), snapshot.Info.Edges, "edges", steps, stop));
        return true;
    }

    private static IEnumerable<T> Watched<T>(
        IEnumerable<T> records, long total, string unit, IProgress<ProgressStep> steps, CancellationToken stop)
    {
        var progress = new StepProgress<long>(steps, done => new ProgressStep($"writing {unit}", done, total, unit));
        var count = 0L;
        foreach (var record in records)
        {
            stop.ThrowIfCancellationRequested();
            yield return record;
            progress.Report(++count);
        }
    }

    private static void Show(CommandOutput output, VersionInfo version, bool nodes, bool edges) => output.Show(
        json =>
        {
            json.WriteNumber("version", version.Version.Number);
            json.WriteNumber("nodes", nodes ? version.Nodes : 0);
            json.WriteNumber("edges", edges ? version.Edges : 0);
        },
        page => page.Line(
            $"Version {version.Version}: wrote {Quantities.Count(nodes ? version.Nodes : 0, "node")} and "
            + $"{Quantities.Count(edges ? version.Edges : 0, "edge")}."));
}
