using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph find STORE</c>: lists nodes by type, name and file.</summary>
internal sealed class GraphFindCommand : SnapshotCommand
{
    private readonly Option<string?> _type = GraphArguments.Type("Only nodes of this type, such as METHOD");
    private readonly Option<string?> _name = new("--name") { Description = "Only nodes of exactly this name", HelpName = "NAME" };
    private readonly Option<string?> _file = new("--file") { Description = "Only nodes of exactly this file", HelpName = "FILE" };
    private readonly Option<long?> _limit = WholeNumber.Option("--limit", "At most so many");

    public GraphFindCommand()
        : base("find", "Lists nodes by type, name and file") => Accept(Store, _type, _name, _file, At, _limit);

    protected override ExitCode Ask(GraphSnapshot snapshot, Invocation call)
    {
        var query = new NodeQuery
        {
            Type = call.Get(_type),
            Name = call.Get(_name),
            File = call.Get(_file),
            Limit = call.Get(_limit).Clip() ?? int.MaxValue,
        };
        if (call.Output.List(snapshot.Find(query), NodeView.Instance, call.Stop) == 0)
            Talk.Note("No node matches.");
        return ExitCode.Done;
    }
}
