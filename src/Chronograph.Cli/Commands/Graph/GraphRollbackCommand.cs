using System.CommandLine;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary><c>graph rollback STORE REF</c>: an old version becomes the newest.</summary>
internal sealed class GraphRollbackCommand : VerbCommand
{
    private readonly Argument<string> _store = GraphArguments.Store();
    private readonly Argument<VersionReference> _version = GraphArguments.Version("REF", "The version to go back to");

    public GraphRollbackCommand()
        : base("rollback", "Commits an old version as the newest; nothing is lost") => Accept(_store, _version);

    protected override ExitCode Run(Invocation call)
    {
        var path = call.Get(_store);
        using var store = Stores.OpenForWriting(path);
        var old = store.Resolve(path, call.Get(_version));
        var version = store.Rollback(old).Version;
        call.Output.Show(
            json => json.WriteNumber("version", version.Number),
            page => page.Line($"Version {version} is what version {old} was."));
        return ExitCode.Done;
    }
}
