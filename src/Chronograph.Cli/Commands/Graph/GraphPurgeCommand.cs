using System.CommandLine;

namespace Chronograph.Cli;

/// <summary><c>graph purge STORE</c>: deletes what was collected.</summary>
internal sealed class GraphPurgeCommand : VerbCommand
{
    private readonly Argument<string> _store = GraphArguments.Store();
    private readonly Option<bool> _dryRun = CollectionView.DryRun("deleted");

    public GraphPurgeCommand()
        : base("purge", "Deletes what was collected; it cannot be put back") => Accept(_store, _dryRun);

    protected override ExitCode Run(Invocation call)
    {
        using var store = Stores.OpenForWriting(call.Get(_store));
        var dryRun = call.Get(_dryRun);
        call.Output.ShowCollection(store.Purge(dryRun), "purged", dryRun ? "Would delete" : "Deleted");
        return ExitCode.Done;
    }
}
