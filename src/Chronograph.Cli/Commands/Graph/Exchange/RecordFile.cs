using System.Text;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>A file of nodes or edges; its extension says in which form.</summary>
internal static class RecordFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Refuses a file of a form that is not known.</summary>
    public static void CheckForm(string? path)
    {
        if (path is not null)
            IsCsv(path);
    }

    /// <summary>Reads nodes.</summary>
    public static void ReadNodes(string path, Stream stream, NodeRow take)
    {
        if (IsCsv(path))
            CsvRecords.ReadNodes(stream, take);
        else
            JsonRecords.ReadNodes(stream, take);
    }

    /// <summary>Reads edges.</summary>
    public static void ReadEdges(string path, Stream stream, EdgeRow take)
    {
        if (IsCsv(path))
            CsvRecords.ReadEdges(stream, take);
        else
            JsonRecords.ReadEdges(stream, take);
    }

    /// <summary>Writes nodes; the file appears when all of them are in it.</summary>
    public static void Write(string path, IEnumerable<Node> nodes) => Write(
        path, stream => JsonRecords.Write(stream, nodes), text => CsvRecords.Write(text, nodes));

    /// <summary>Writes edges; the file appears when all of them are in it.</summary>
    public static void Write(string path, IEnumerable<Edge> edges) => Write(
        path, stream => JsonRecords.Write(stream, edges), text => CsvRecords.Write(text, edges));

    private static void Write(string path, Action<Stream> asJson, Action<TextWriter> asCsv)
    {
        using var file = new NewFile(path);
        if (IsCsv(path))
        {
            using var text = new StreamWriter(file.Stream, Utf8, leaveOpen: true);
            asCsv(text);
        }
        else
        {
            asJson(file.Stream);
        }
        file.Finish();
    }

    private static bool IsCsv(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => true,
        ".jsonl" or ".ndjson" or ".json" => false,
        _ => throw CommandException.Usage($"{path} must end in .csv, .jsonl, .ndjson or .json, which says how it is written."),
    };
}
