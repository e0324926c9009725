using System.CommandLine;
using System.Text.Json;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary><c>log retain LOG</c>: removes old segments.</summary>
internal sealed class LogRetainCommand : VerbCommand
{
    private readonly Argument<string> _log = LogArguments.Log();
    private readonly Option<TimeSpan?> _maxAge = DurationOption.Create("--max-age", "Remove segments whose last message is older");
    private readonly Option<long?> _maxBytes = SizeOption.Create("--max-bytes", "Remove the oldest segments beyond this size on the disk");
    private readonly Option<long?> _maxLag = SizeOption.Create("--max-lag", "What a cursor may hold back of that [default: everything]");
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be removed" };

    public LogRetainCommand()
        : base("retain", "Removes old segments")
    {
        Accept(_log, _maxAge, _maxBytes, _maxLag, _dryRun);
        Validators.Add(result =>
        {
            if (result.GetResult(_maxAge) is null && result.GetResult(_maxBytes) is null)
                result.AddError("Say what may go: --max-age, --max-bytes or both.");
        });
    }

    protected override ExitCode Run(Invocation call)
    {
        Logs.MustExist(call.Get(_log));
        using var log = Logs.OpenForWriting(call.Get(_log));
        var dryRun = call.Get(_dryRun);
        var report = log.Retain(Policy(call), dryRun);
        call.Output.Show(json => Write(json, report), page => Lay(page, report, dryRun));
        return ExitCode.Done;
    }

    private RetentionPolicy Policy(Invocation call) => new()
    {
        MaxAge = call.Get(_maxAge),
        MaxBytes = call.Get(_maxBytes),
        MaxLag = call.Get(_maxLag),
    };

    private static void Write(Utf8JsonWriter json, RetentionReport report)
    {
        json.WriteSegments("removed", report.Removed);
        json.WriteNumber("freed_bytes", report.FreedBytes);
    }

    private static void Lay(TextPage page, RetentionReport report, bool dryRun)
    {
        if (report.Removed.Count == 0)
        {
            page.Line($"Nothing to remove: the log begins with message {report.FirstSequence}.");
            return;
        }
        page.Line(
            $"{(dryRun ? "Would remove" : "Removed")} {Quantities.Count(report.Removed.Count, "segment")}, "
            + $"{Quantities.Bytes(report.FreedBytes)} on the disk. "
            + $"The log {(dryRun ? "would begin" : "begins")} with message {report.FirstSequence}.");
        page.Segments(report.Removed);
    }
}
