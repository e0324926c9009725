using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph node STORE ID</c>: one node and its edges.</summary>
internal sealed class GraphNodeCommand : SnapshotCommand
{
    private readonly Argument<string> _node = GraphArguments.Node("ID", "A semantic id, or the 32 digits of a node id");

    private readonly Option<bool> _explain = Explanation.Option();

    public GraphNodeCommand()
        : base("node", "Shows one node and its edges") => Accept(Store, _node, At, _explain);

    protected override ExitCode Ask(GraphSnapshot snapshot, Invocation call)
    {
        var id = FindNode(snapshot, call, call.Get(_node));
        var page = new NodePage(snapshot, id);
        call.Output.Show(page.Write, page.Lay);
        if (call.Get(_explain))
            Explain(snapshot, id);
        return ExitCode.Done;
    }

    private static void Explain(GraphSnapshot snapshot, NodeId id)
    {
        var report = new QueryReport();
        snapshot.TryRead(id, out _, report);
        foreach (var _ in snapshot.ScanEdges(id, EdgeDirection.Both, report: report))
        {
        }

        new Explanation(report).Say();
    }
}
