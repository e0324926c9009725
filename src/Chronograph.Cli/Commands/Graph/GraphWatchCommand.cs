using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph watch STORE</c>: each new version as it is committed, by whatever process.</summary>
internal sealed class GraphWatchCommand : VerbCommand
{
    private readonly Argument<string> _store = GraphArguments.Store();
    private readonly Option<long?> _after = WholeNumber.Option("--after", "Begin with the versions after this one [default: the latest]");
    private readonly Option<long?> _limit = WholeNumber.Option("--limit", "End after so many");

    public GraphWatchCommand()
        : base("watch", "Prints each new version as it is committed, by whatever process") => Accept(_store, _after, _limit);

    protected override ExitCode Run(Invocation call)
    {
        using var store = Stores.OpenReadOnly(call.Get(_store));
        var after = call.Get(_after) is { } number ? new GraphVersion(number) : store.Latest;
        Talk.Note($"Waiting for versions after {after}. Ctrl-C ends it.");
        using var list = call.Output.BeginList(VersionView.Instance, live: true);
        foreach (var version in store.Watch(after, call.Stop).Take(call.Get(_limit).Clip() ?? int.MaxValue))
        {
            list.Write(version);
            list.Flush();
        }

        return ExitCode.Done;
    }
}
