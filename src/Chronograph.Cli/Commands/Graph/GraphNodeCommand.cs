using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph node STORE ID</c>: one node and its edges.</summary>
internal sealed class GraphNodeCommand : SnapshotCommand
{
    private readonly Argument<string> _node = GraphArguments.Node("ID", "A semantic id, or the 32 digits of a node id");

    public GraphNodeCommand()
        : base("node", "Shows one node and its edges") => Accept(Store, _node, At);

    protected override ExitCode Ask(GraphSnapshot snapshot, Invocation call)
    {
        var id = FindNode(snapshot, call, call.Get(_node));
        var page = new NodePage(snapshot, id);
        call.Output.Show(page.Write, page.Lay);
        return ExitCode.Done;
    }
}
