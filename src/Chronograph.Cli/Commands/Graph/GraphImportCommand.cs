using System.CommandLine;
using System.Diagnostics;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph import STORE</c>: files of nodes and edges become one version.</summary>
internal sealed class GraphImportCommand : VerbCommand
{
    private readonly Argument<string> _store = DirectoryArgument.Create("STORE", "Directory of the graph; created when there is none");
    private readonly Option<string?> _nodes = new("--nodes") { Description = "Nodes: a .csv or .jsonl file", HelpName = "FILE" };
    private readonly Option<string?> _edges = new("--edges") { Description = "Edges: a .csv or .jsonl file", HelpName = "FILE" };
    private readonly Option<KeyValuePair<string, string>[]?> _tags = new("--tag")
    {
        Description = "A tag of the version; may be repeated",
        HelpName = "KEY=VALUE",
        CustomParser = ValueParser.Many<KeyValuePair<string, string>>(TagValue.TryParse, "a tag; use KEY=VALUE"),
    };

    private readonly Option<bool> _replace = new("--replace") { Description = "Delete every node and edge that the files do not have" };

    public GraphImportCommand()
        : base("import", "Makes one version of files of nodes and edges")
    {
        Accept(_store, _nodes, _edges, _tags, _replace);
        Validators.Add(result =>
        {
            if (result.GetResult(_nodes) is null && result.GetResult(_edges) is null)
                result.AddError("Say what to import: --nodes FILE, --edges FILE, or both.");
        });
    }

    protected override ExitCode Run(Invocation call)
    {
        CheckArguments(call);
        var watch = Stopwatch.StartNew();
        DirectoryArgument.RefuseFile(call.Get(_store));
        var isNew = !Directory.Exists(call.Get(_store));
        using var store = GraphStore.Open(call.Get(_store));
        var (import, version) = ImportOrDiscard(store, isNew, call);
        Show(call.Output, version, import, watch.Elapsed);
        return ExitCode.Done;
    }

    // Before the store is opened, which would create it.
    private void CheckArguments(Invocation call)
    {
        TagValue.ByKey(call.Get(_tags) ?? []);
        foreach (var path in new[] { call.Get(_nodes), call.Get(_edges) }.OfType<string>())
        {
            RecordFile.CheckForm(path);
            if (!File.Exists(path))
                throw CommandException.NotFound($"There is no file {path}. Check the path.");
        }
    }

    // What is deleted is this run's own: the store was not there before, nothing is committed, and its lock is still held.
    private (GraphImport, VersionInfo) ImportOrDiscard(GraphStore store, bool isNew, Invocation call)
    {
        try
        {
            return ProgressDisplay.Create().Run(steps => Import(store, steps, call));
        }
        catch when (isNew && store.Latest == GraphVersion.None)
        {
            Directory.Delete(call.Get(_store), recursive: true);
            throw;
        }
    }

    private (GraphImport, VersionInfo) Import(GraphStore store, IProgress<ProgressStep> steps, Invocation call)
    {
        using var batch = store.BeginBatch();
        var imported = call.Get(_replace) ? new ImportedRecords() : null;
        var import = new GraphImport(batch, steps, call.Stop, imported);
        if (call.Get(_nodes) is { } nodes)
            import.AddNodes(nodes);
        if (call.Get(_edges) is { } edges)
            import.AddEdges(edges);
        steps.Report(new ProgressStep("committing", 0, 0, ""));
        using (var latest = store.OpenLatest())
            imported?.DeleteTheRest(latest, batch, call.Stop);
        return (import, batch.Commit(new CommitOptions { Tags = TagValue.ByKey(call.Get(_tags) ?? []) }));
    }

    private static void Show(CommandOutput output, VersionInfo version, GraphImport import, TimeSpan elapsed) => output.Show(
        json =>
        {
            json.WriteNumber("version", version.Version.Number);
            json.WriteNumber("nodes", import.Nodes);
            json.WriteNumber("edges", import.Edges);
            json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
        },
        page => page.Line(
            $"Version {version.Version}: {Quantities.Count(import.Nodes, "node")} and "
            + $"{Quantities.Count(import.Edges, "edge")} in {Quantities.Duration(elapsed)}."));
}
