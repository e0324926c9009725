using System.CommandLine;
using System.Text.Json;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary><c>log show LOG</c>: what a log is made of and how far it has come.</summary>
internal sealed class LogShowCommand : VerbCommand
{
    private readonly Argument<string> _log = LogArguments.Log();

    public LogShowCommand()
        : base("show", "Shows segments, head, durable mark and cursors") => Accept(_log);

    protected override ExitCode Run(Invocation call)
    {
        var path = call.Get(_log);
        using var log = Logs.OpenReadOnly(path);
        var description = log.Describe();
        call.Output.Show(json => Write(json, description), page => Lay(page, description));
        if (description.Damage.Count == 0)
            return ExitCode.Done;
        Talk.Hint($"See what else is damaged: chronograph log verify {Shell.Quote(path)}");
        return ExitCode.Damage;
    }

    private static void Write(Utf8JsonWriter json, LogDescription log)
    {
        json.WriteSegments("segments", log.Segments);
        json.WriteNumber("next_seq", log.NextSequence);
        json.WriteNumber("durable_seq", log.DurableSequence);
        json.WriteBoolean("writer_locked", log.WriterLocked);
        Write(json, log.Cursors);
        json.WriteNumber("first_seq", log.FirstSequence);
        json.WriteNumber("segment_size", log.SegmentSize);
        json.WriteNumber("writer_epoch", log.WriterEpoch);
        json.WriteDamage(Damage(log));
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<LogCursorPosition> cursors)
    {
        json.WriteStartArray("cursors");
        foreach (var cursor in cursors)
        {
            json.WriteStartObject();
            json.WriteString("name", cursor.Name);
            json.WriteNumber("seq", cursor.NextSequence);
            json.WriteNumber("lag", cursor.Lag);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Lay(TextPage page, LogDescription log)
    {
        page.Facts(
            ("messages", Messages(log)),
            ("next message", log.NextSequence.ToString()),
            ("on the disk", log.DurableSequence == 0 ? "none" : $"up to {log.DurableSequence}"),
            ("writer", log.WriterLocked ? "has the log open" : "none"),
            ("segment size", Quantities.Bytes(log.SegmentSize)));
        page.Segments(log.Segments);
        page.Table(Cursors(log));
        if (log.Damage.Count > 0)
            page.Line("DAMAGED: only what can be reached is shown.");
        page.Damage(Damage(log));
    }

    private static IEnumerable<FoundDamage> Damage(LogDescription log) =>
        log.Damage.Select(damage => new FoundDamage(damage.File, damage.Offset, damage.Reason));

    private static TextTable Cursors(LogDescription log)
    {
        var table = new TextTable("cursor", "#next message", "#lag");
        foreach (var cursor in log.Cursors)
            table.Row(cursor.Name, cursor.NextSequence.ToString(), Quantities.Count(cursor.Lag));
        return table;
    }

    private static string Messages(LogDescription log) => log.NextSequence == log.FirstSequence
        ? "none"
        : $"{Quantities.Count(log.NextSequence - log.FirstSequence)}, from {log.FirstSequence} to {log.NextSequence - 1}";
}
