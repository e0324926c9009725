using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph path STORE FROM TO</c>: a shortest way from one node to another.</summary>
internal sealed class GraphPathCommand : SnapshotCommand
{
    private readonly Argument<string> _from = GraphArguments.Node("FROM", "Where to begin: a semantic id, or the 32 digits of a node id");
    private readonly Argument<string> _to = GraphArguments.Node("TO", "Where to arrive");
    private readonly Option<string?> _type = GraphArguments.Type("Follow only edges of this type");

    private readonly Option<bool> _explain = Explanation.Option();

    public GraphPathCommand()
        : base("path", "Finds a shortest path along the edges") => Accept(Store, _from, _to, _type, At, _explain);

    protected override ExitCode Ask(GraphSnapshot snapshot, Invocation call)
    {
        var from = FindNode(snapshot, call, call.Get(_from));
        var to = FindNode(snapshot, call, call.Get(_to));
        var report = new QueryReport();
        var path = snapshot.ShortestPath(from, to, EdgeDirection.Out, call.Get(_type), report, call.Stop)
            ?? throw NoPath(snapshot, call);
        call.Output.List(path, VisitView.Instance, call.Stop);
        if (call.Get(_explain))
            new Explanation(report).Say();
        return ExitCode.Done;
    }

    private CommandException NoPath(GraphSnapshot snapshot, Invocation call)
    {
        KnownTypes.SayEdges(snapshot, call.Get(_type), call.Stop);
        return CommandException.NotFound(
            $"Version {snapshot.Info.Version} of {call.Get(Store)} has no path from {Shell.Quote(call.Get(_from))} "
            + $"to {Shell.Quote(call.Get(_to))}{OverType(call)}. Try the other way round, or other edges.");
    }

    private string OverType(Invocation call) => call.Get(_type) is { } type ? $" over {type} edges" : "";
}
