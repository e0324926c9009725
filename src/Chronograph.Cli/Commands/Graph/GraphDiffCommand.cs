using System.CommandLine;
using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph diff STORE FROM TO</c>: what changed between two versions.</summary>
internal sealed class GraphDiffCommand : VerbCommand
{
    private readonly Argument<string> _store = GraphArguments.Store();
    private readonly Argument<VersionReference> _from = GraphArguments.Version("FROM", "The version to compare from");
    private readonly Argument<VersionReference> _to = GraphArguments.Version("TO", "The version to compare to");
    private readonly Option<bool> _records = new("--records") { Description = "Print each node and edge that differs" };
    private readonly Option<bool> _withoutTouched = new("--without-touched") { Description = "Leave out nodes of which only the metadata differs, such as code that moved" };
    private readonly Option<bool> _segments = new("--segments") { Description = "Compare the files that the versions are made of" };
    private readonly Option<string?> _type = GraphArguments.Type("Only nodes and edges of this type");

    public GraphDiffCommand()
        : base("diff", "Shows what changed between two versions")
    {
        Accept(_store, _from, _to, _records, _withoutTouched, _segments, _type);
        Validators.Add(result =>
        {
            if (result.GetResult(_segments) is not null
                && (result.GetResult(_records) ?? result.GetResult(_withoutTouched) ?? result.GetResult(_type)) is not null)
                result.AddError("--segments compares files; it goes with no option about records.");
        });
    }

    protected override ExitCode Run(Invocation call)
    {
        var path = call.Get(_store);
        using var store = Stores.OpenReadOnly(path);
        var (from, to) = (store.Resolve(path, call.Get(_from)), store.Resolve(path, call.Get(_to)));
        if (call.Get(_segments))
        {
            call.Output.List(SegmentChange.Of(store.DiffSegments(from, to)), SegmentChange.View, call.Stop);
            return ExitCode.Done;
        }

        using var diff = store.Diff(from, to);
        var type = call.Get(_type);
        var changes = new DiffRecords(diff, type, call.Get(_withoutTouched), call.Stop);
        if (!call.Get(_records))
            ShowCounts(diff, type is null ? diff.Count(call.Stop) : diff.Count(type, call.Stop), call.Output);
        else if (call.Output.List(changes.All(), RecordChangeView.Instance, call.Stop) == 0)
            Talk.Note("Nothing differs.");
        return ExitCode.Done;
    }

    private static void ShowCounts(GraphDiff diff, DiffCounts counts, CommandOutput output) => output.Show(
        json =>
        {
            json.WriteNumber("from", diff.From.Number);
            json.WriteNumber("to", diff.To.Number);
            Write(json, "nodes", counts.NodesAdded, counts.NodesRemoved, counts.NodesChanged, counts.NodesTouched);
            Write(json, "edges", counts.EdgesAdded, counts.EdgesRemoved, counts.EdgesChanged, touched: null);
        },
        page =>
        {
            page.Line($"from version {diff.From} to version {diff.To}");
            page.Table(new TextTable("", "#added", "#removed", "#changed", "#touched")
                .Row("nodes", Quantities.Count(counts.NodesAdded), Quantities.Count(counts.NodesRemoved),
                    Quantities.Count(counts.NodesChanged), Quantities.Count(counts.NodesTouched))
                .Row("edges", Quantities.Count(counts.EdgesAdded), Quantities.Count(counts.EdgesRemoved),
                    Quantities.Count(counts.EdgesChanged), ""));
        });

    private static void Write(Utf8JsonWriter json, string records, long added, long removed, long changed, long? touched)
    {
        json.WriteStartObject(records);
        json.WriteNumber("added", added);
        json.WriteNumber("removed", removed);
        json.WriteNumber("changed", changed);
        if (touched is { } count)
            json.WriteNumber("touched", count);
        json.WriteEndObject();
    }
}
