using System.CommandLine;
using System.Text.Json;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary><c>log verify LOG</c>: checks every byte and changes nothing.</summary>
internal sealed class LogVerifyCommand : VerbCommand
{
    private readonly Argument<string> _log = LogArguments.Log();

    public LogVerifyCommand()
        : base("verify", "Checks every byte") => Accept(_log);

    protected override ExitCode Run(Invocation call)
    {
        var path = call.Get(_log);
        Logs.MustExist(path);
        var verification = Verify(path, call.Stop);
        call.Output.Show(json => Write(json, verification), page => Lay(page, verification));
        if (!verification.Ok)
            Talk.Hint($"See what a repair would keep: chronograph log repair {Shell.Quote(path)}");
        foreach (var note in verification.Notes)
            Talk.Note($"{note.File} at offset {note.Offset}: {note.Reason}");
        return verification.Ok ? ExitCode.Done : ExitCode.Damage;
    }

    private static LogVerification Verify(string path, CancellationToken stop)
    {
        var total = BytesInUse(path);
        return ProgressDisplay.Create().Run(steps => MessageLog.Verify(
            path,
            new StepProgress<long>(steps, bytes => new ProgressStep("verifying", bytes, total, ProgressStep.Bytes)),
            stop));
    }

    // Only for the bar. What cannot be described can still be verified.
    private static long BytesInUse(string path)
    {
        try
        {
            using var log = MessageLog.OpenReadOnly(path);
            return log.Describe().Segments.Sum(segment => segment.Bytes);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static void Write(Utf8JsonWriter json, LogVerification verification)
    {
        json.WriteBoolean("ok", verification.Ok);
        json.WriteNumber("messages", verification.Messages);
        json.WriteNumber("segments", verification.Segments);
        json.WriteDamage(Damage(verification));
    }

    private static void Lay(TextPage page, LogVerification verification)
    {
        var extent = $"{Quantities.Count(verification.Messages, "message")} in {Quantities.Count(verification.Segments, "segment")}";
        page.Line(verification.Ok ? $"Sound: {extent}." : $"DAMAGED: {extent} are sound, but:");
        page.Damage(Damage(verification));
    }

    private static IEnumerable<FoundDamage> Damage(LogVerification verification) =>
        verification.Damage.Select(damage => new FoundDamage(damage.File, damage.Offset, damage.Reason));
}
