using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph collect STORE --retain N</c>: sets aside what old versions alone used.</summary>
internal sealed class GraphCollectCommand : VerbCommand
{
    private readonly Argument<string> _store = GraphArguments.Store();
    private readonly Option<long?> _retain = WholeNumber.Option("--retain", "How many versions before the latest stay; 0 keeps the latest alone", minimum: 0);
    private readonly Option<bool> _undo = new("--undo") { Description = "Put back what was collected and not purged" };
    private readonly Option<bool> _dryRun = CollectionView.DryRun("moved");

    public GraphCollectCommand()
        : base("collect", "Moves files into gc/ that no retained version, no tag and no open snapshot can reach")
    {
        Accept(_store, _retain, _undo, _dryRun);
        Validators.Add(result =>
        {
            if ((result.GetResult(_retain) is null) == (result.GetResult(_undo) is null))
                result.AddError("Say how many versions before the latest stay, with --retain N, or use --undo.");
        });
    }

    protected override ExitCode Run(Invocation call)
    {
        var path = call.Get(_store);
        using var store = Stores.OpenForWriting(path);
        var dryRun = call.Get(_dryRun);
        if (call.Get(_undo))
            call.Output.ShowCollection(store.RestoreCollected(dryRun), "restored", dryRun ? "Would put back" : "Put back");
        else
            Collect(store, path, dryRun, call);
        return ExitCode.Done;
    }

    private void Collect(GraphStore store, string path, bool dryRun, Invocation call)
    {
        var report = store.Collect(call.Get(_retain) ?? 0, dryRun);
        call.Output.ShowCollection(report, "collected", dryRun ? "Would move to gc/" : "Moved to gc/");
        if (!dryRun && report.Files.Count > 0)
            Talk.Hint($"Delete it with: chronograph graph purge {Shell.Quote(path)} - or put it back with: chronograph graph collect {Shell.Quote(path)} --undo");
    }
}
