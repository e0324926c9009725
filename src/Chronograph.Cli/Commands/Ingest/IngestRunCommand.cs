using System.CommandLine;
using Chronograph.Ingest;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary><c>ingest run LOG STORE</c>: commits the versions that a log describes.</summary>
internal sealed class IngestRunCommand : VerbCommand
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly Argument<string> _log = IngestArguments.Log();
    private readonly Argument<string> _store = IngestArguments.Store();
    private readonly Option<bool> _follow = new("--follow") { Description = "Wait for more messages until interrupted" };

    public IngestRunCommand()
        : base("run", "Commits the versions that a log describes, from where the graph has come to") =>
        Accept(_log, _store, _follow);

    protected override ExitCode Run(Invocation call)
    {
        var log = call.Get(_log);
        var store = call.Get(_store);
        Logs.MustExist(log);
        try
        {
            using var ingest = GraphIngest.Open(log, store);
            Report(RunToHead(ingest, GraphIngest.Status(log, store), call.Stop));
            if (call.Get(_follow))
                Follow(ingest, call);
        }
        catch (OperationCanceledException)
        {
            IngestStatusView.Show(GraphIngest.Status(log, store), call.Output);
            throw CommandException.Interrupted("Stopped. What is committed stays; run the same command again to go on.");
        }
        catch (SequenceOutOfRangeException range)
        {
            throw CommandException.OutOfRange(
                $"{range.Message} Retention removed it before it was folded. Put the missing segments back from a copy of the log.");
        }
        IngestStatusView.Show(GraphIngest.Status(log, store), call.Output);
        return ExitCode.Done;
    }

    private static IngestResult RunToHead(GraphIngest ingest, IngestStatus status, CancellationToken stop) =>
        ProgressDisplay.Create().Run(steps => ingest.Run(
            new StepProgress<long>(
                steps,
                sequence => new ProgressStep("folding", sequence - status.Sequence, status.Lag, "messages")),
            stop));

    private static void Follow(GraphIngest ingest, Invocation call)
    {
        while (true)
        {
            call.Stop.ThrowIfCancellationRequested();
            if (ingest.Wait(LookAgain, call.Stop))
                Report(ingest.Run(call.Stop));
        }
    }

    private static void Report(IngestResult result)
    {
        if (result.Versions > 0)
            Talk.Note($"Committed {Quantities.Count(result.Versions, "version")}; the latest is {result.Version}.");
        if (result.Rejected > 0)
            Talk.Note($"Set aside {Quantities.Count(result.Rejected, "message")} that cannot be used; the reasons are in the store's 'rejections' log.");
    }
}
