using System.Text.Json;
using Chronograph.Ingest;

namespace Chronograph.Cli;

/// <summary>How the state of an ingest is printed.</summary>
internal static class IngestStatusView
{
    /// <summary>Prints where a store stands in a log.</summary>
    public static void Show(IngestStatus status, CommandOutput output) =>
        output.Show(json => Write(json, status), page => Lay(page, status));

    private static void Write(Utf8JsonWriter json, IngestStatus status)
    {
        json.WriteString("log", status.Log);
        json.WriteNumber("seq", status.Sequence);
        json.WriteNumber("head_seq", status.HeadSequence);
        json.WriteNumber("lag", status.Lag);
        json.WriteNumber("version", status.Version.Number);
        json.WriteNumber("rejected", status.Rejected);
    }

    private static void Lay(TextPage page, IngestStatus status) => page.Facts(
        ("log", status.Log),
        ("messages in versions", $"{Quantities.Count(status.Sequence)} of {Quantities.Count(status.HeadSequence)}"),
        ("messages to go", Quantities.Count(status.Lag)),
        ("latest version", status.Version.ToString()),
        ("rejected messages", Quantities.Count(status.Rejected)));
}
