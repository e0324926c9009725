using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph find STORE</c>: lists nodes by type, name and file.</summary>
internal sealed class GraphFindCommand : SnapshotCommand
{
    private readonly Option<string?> _type = GraphArguments.Type("Only nodes of this type, such as METHOD");
    private readonly Option<string?> _name = Text("--name", "NAME", "Only nodes of exactly this name");
    private readonly Option<string?> _namePrefix = Text("--name-prefix", "TEXT", "Only nodes whose name begins so");
    private readonly Option<string?> _file = Text("--file", "FILE", "Only nodes of exactly this file");
    private readonly Option<string?> _filePrefix = Text("--file-prefix", "TEXT", "Only nodes whose file begins so, such as src/");
    private readonly Option<long?> _limit = WholeNumber.Option("--limit", "At most so many");
    private readonly Option<NodeId?> _after = new("--after")
    {
        Description = "Only nodes behind this one: the node id that a list cut off by --limit ends with",
        HelpName = "ID",
        CustomParser = ValueParser.One<NodeId?>(TryParse, "the 32 digits of a node id"),
    };

    private readonly Option<bool> _explain = Explanation.Option();

    public GraphFindCommand()
        : base("find", "Lists nodes by type, name and file") =>
        Accept(Store, _type, _name, _namePrefix, _file, _filePrefix, At, _limit, _after, _explain);

    protected override ExitCode Ask(GraphSnapshot snapshot, Invocation call)
    {
        var report = new QueryReport();
        var found = call.Output.List(snapshot.Find(Query(call), report, call.Stop), NodeView.Instance, call.Stop);
        if (found == 0 && !KnownTypes.SayNodes(snapshot, call.Get(_type), call.Stop))
            Talk.Note("No node matches.");
        if (report.Truncated)
            Talk.Note($"There are more; go on with --after {report.Resume}");
        if (call.Get(_explain))
            new Explanation(report).Say();
        return ExitCode.Done;
    }

    private static Option<string?> Text(string name, string form, string description) =>
        new(name) { Description = description, HelpName = form };

    private static bool TryParse(string text, out NodeId? id)
    {
        var parsed = NodeId.TryParse(text, out var value);
        id = value;
        return parsed;
    }

    private NodeQuery Query(Invocation call) => new()
    {
        Type = call.Get(_type),
        Name = call.Get(_name),
        NamePrefix = call.Get(_namePrefix),
        File = call.Get(_file),
        FilePrefix = call.Get(_filePrefix),
        Limit = call.Get(_limit).Clip() ?? int.MaxValue,
        After = call.Get(_after),
    };
}
