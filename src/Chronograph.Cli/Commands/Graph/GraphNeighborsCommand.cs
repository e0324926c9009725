using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph neighbors STORE ID</c>: the nodes within reach of a node.</summary>
internal sealed class GraphNeighborsCommand : SnapshotCommand
{
    private readonly Argument<string> _node = GraphArguments.Node("ID", "Where to begin: a semantic id, or the 32 digits of a node id");
    private readonly Option<EdgeDirection> _direction = new("--direction")
    {
        Description = "Which edges to follow: out, in or both [default: out]",
        HelpName = "out|in|both",
        CustomParser = ValueParser.One<EdgeDirection>(Directions.TryParse, "a direction; use out, in or both"),
    };

    private readonly Option<string?> _type = GraphArguments.Type("Follow only edges of this type, such as CALLS");
    private readonly Option<long?> _depth = WholeNumber.Option("--depth", "How many edges to go [default: 1]");
    private readonly Option<long?> _limit = WholeNumber.Option("--limit", "At most so many nodes");
    private readonly Option<bool> _levels = new("--levels") { Description = "Print only how many nodes each depth reaches" };
    private readonly Option<bool> _explain = Explanation.Option();

    public GraphNeighborsCommand()
        : base("neighbors", "Walks from a node along its edges") =>
        Accept(Store, _node, _direction, _type, _depth, _limit, _levels, At, _explain);

    protected override ExitCode Ask(GraphSnapshot snapshot, Invocation call)
    {
        var query = new TraversalQuery
        {
            Start = FindNode(snapshot, call, call.Get(_node)),
            Direction = call.Get(_direction),
            Type = call.Get(_type),
            Depth = call.Get(_depth).Clip() ?? 1,
            Limit = call.Get(_limit) ?? long.MaxValue,
        };
        var report = new QueryReport();
        if (call.Get(_levels))
            ShowLevels(snapshot.Levels(query, report, call.Stop).Counts, call.Output);
        else if (call.Output.List(snapshot.Traverse(query, report, call.Stop), VisitView.Instance, call.Stop) == 0
            && !KnownTypes.SayEdges(snapshot, query.Type, call.Stop))
            Talk.Note("No edge leads from there; try another --direction or --type.");
        if (report.Truncated)
            Talk.Note("There are more within reach; raise --limit to see them.");
        if (call.Get(_explain))
            new Explanation(report).Say();
        return ExitCode.Done;
    }

    private static void ShowLevels(IReadOnlyList<long> levels, CommandOutput output) => output.Show(
        json =>
        {
            json.WriteStartArray("levels");
            foreach (var count in levels)
                json.WriteNumberValue(count);
            json.WriteEndArray();
        },
        page =>
        {
            var table = new TextTable("#depth", "#nodes");
            for (var depth = 0; depth < levels.Count; depth++)
                table.Row(depth.ToString(), Quantities.Count(levels[depth]));
            page.Table(table);
        });
}
