using System.CommandLine;
using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>How it looks what a collection, its undoing or a purge did: each file with the reason.</summary>
internal static class CollectionView
{
    /// <summary>The option that only looks.</summary>
    /// <param name="done">What would be done to the files.</param>
    public static Option<bool> DryRun(string done) => new("--dry-run") { Description = $"Only say what would be {done}, and why" };

    /// <param name="output">Where to print.</param>
    /// <param name="report">What was done.</param>
    /// <param name="name">What the files are called in JSON.</param>
    /// <param name="done">What was done to them, for people.</param>
    public static void ShowCollection(this CommandOutput output, CollectionReport report, string name, string done) => output.Show(
        json =>
        {
            json.WriteStartArray(name);
            foreach (var file in report.Files)
                Write(json, file.File, file.Bytes, file.Reason);
            json.WriteEndArray();
            json.WriteStartArray("kept");
            foreach (var file in report.Kept)
                Write(json, file.File, bytes: null, file.Reason);
            json.WriteEndArray();
            json.WriteNumber("bytes", report.Bytes);
        },
        page =>
        {
            page.Line(report.Files.Count == 0 ? "Nothing to do." : $"{done}: {Quantities.Count(report.Files.Count, "file")}, {Quantities.Bytes(report.Bytes)}.");
            var table = new TextTable("", "file", "#bytes", "why");
            foreach (var file in report.Files)
                table.Row(name, file.File, Quantities.Bytes(file.Bytes), file.Reason);
            foreach (var file in report.Kept)
                table.Row("kept", file.File, "", file.Reason);
            page.Table(table);
        });

    private static void Write(Utf8JsonWriter json, string file, long? bytes, string reason)
    {
        json.WriteStartObject();
        json.WriteString("file", file);
        if (bytes is { } length)
            json.WriteNumber("bytes", length);
        json.WriteString("reason", reason);
        json.WriteEndObject();
    }
}
