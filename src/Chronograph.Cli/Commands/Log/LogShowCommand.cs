using System.CommandLine;
using System.Text.Json;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary><c>log show LOG</c>: what a log is made of and how far it has come.</summary>
internal sealed class LogShowCommand : VerbCommand
{
    private readonly Argument<string> _log = LogArguments.Log();

    public LogShowCommand()
        : base("show", "Shows segments, head and durable mark") => Accept(_log);

    protected override ExitCode Run(Invocation call)
    {
        using var log = Logs.OpenReadOnly(call.Get(_log));
        var description = log.Describe();
        call.Output.Show(json => Write(json, description), page => Lay(page, description));
        return ExitCode.Done;
    }

    private static void Write(Utf8JsonWriter json, LogDescription log)
    {
        json.WriteStartArray("segments");
        foreach (var segment in log.Segments)
            Write(json, segment);
        json.WriteEndArray();
        json.WriteNumber("next_seq", log.NextSequence);
        json.WriteNumber("durable_seq", log.DurableSequence);
        json.WriteBoolean("writer_locked", log.WriterLocked);
        json.WriteStartArray("cursors");
        json.WriteEndArray();
        json.WriteNumber("first_seq", log.FirstSequence);
        json.WriteNumber("segment_size", log.SegmentSize);
        json.WriteNumber("writer_epoch", log.WriterEpoch);
    }

    private static void Write(Utf8JsonWriter json, LogSegment segment)
    {
        json.WriteStartObject();
        json.WriteNumber("id", segment.Id);
        json.WriteNumber("first_seq", segment.FirstSequence);
        json.WriteNumber("message_count", segment.MessageCount);
        json.WriteBoolean("sealed", segment.Sealed);
        json.WriteNumber("bytes", segment.Bytes);
        json.WriteEndObject();
    }

    private static void Lay(TextPage page, LogDescription log)
    {
        page.Facts(
            ("messages", Messages(log)),
            ("next message", log.NextSequence.ToString()),
            ("on the disk", log.DurableSequence == 0 ? "none" : $"up to {log.DurableSequence}"),
            ("writer", log.WriterLocked ? "has the log open" : "none"),
            ("segment size", Quantities.Bytes(log.SegmentSize)));
        var table = new TextTable("#segment", "#first message", "#messages", "state", "#size", "from", "to");
        foreach (var segment in log.Segments)
            AddRow(table, segment);
        page.Table(table);
    }

    private static string Messages(LogDescription log) => log.NextSequence == log.FirstSequence
        ? "none"
        : $"{Quantities.Count(log.NextSequence - log.FirstSequence)}, from {log.FirstSequence} to {log.NextSequence - 1}";

    private static void AddRow(TextTable table, LogSegment segment) => table.Row(
        segment.Id.ToString(),
        segment.FirstSequence.ToString(),
        Quantities.Count(segment.MessageCount),
        segment.Sealed ? "sealed" : "open",
        Quantities.Bytes(segment.Bytes),
        Time(segment, segment.FirstTimestampNs),
        Time(segment, segment.LastTimestampNs));

    private static string Time(LogSegment segment, long nanoseconds) => segment.MessageCount == 0
        ? ""
        : Quantities.Time(DateTimeOffset.UnixEpoch.AddTicks(nanoseconds / TimeSpan.NanosecondsPerTick));
}
