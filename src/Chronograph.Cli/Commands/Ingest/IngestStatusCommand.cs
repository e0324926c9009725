using System.CommandLine;
using Chronograph.Ingest;

namespace Chronograph.Cli;

/// <summary><c>ingest status LOG STORE</c>: how far a graph has come with a log.</summary>
internal sealed class IngestStatusCommand : VerbCommand
{
    private readonly Argument<string> _log = IngestArguments.Log();
    private readonly Argument<string> _store = IngestArguments.Store();

    public IngestStatusCommand()
        : base("status", "Says how far a graph has come with a log") => Accept(_log, _store);

    protected override ExitCode Run(Invocation call)
    {
        Logs.MustExist(call.Get(_log));
        IngestStatusView.Show(GraphIngest.Status(call.Get(_log), call.Get(_store)), call.Output);
        return ExitCode.Done;
    }
}
