using System.Text;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Nodes and edges as JSON lines, in the form of the change messages (docs/format/ingest.md).</summary>
internal static class JsonRecords
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads nodes.</summary>
    public static void ReadNodes(Stream stream, NodeRow take) => Read(stream, row => take(row.Line, new Utf8Node
    {
        SemanticId = Utf8.GetBytes(row.Text("semantic_id")),
        Type = Utf8.GetBytes(row.Text("type")),
        Name = Utf8.GetBytes(row.Text("name", optional: true)),
        File = Utf8.GetBytes(row.Text("file", optional: true)),
        ContentHash = ContentHash.Parse(Utf8.GetBytes(row.Text("content_hash", optional: true)), row.Line),
        Metadata = Utf8.GetBytes(row.Raw("metadata")),
    }));

    /// <summary>Reads edges.</summary>
    public static void ReadEdges(Stream stream, EdgeRow take) => Read(stream, row => take(
        row.Line,
        Utf8.GetBytes(row.Text("src")),
        Utf8.GetBytes(row.Text("type")),
        Utf8.GetBytes(row.Text("dst")),
        Utf8.GetBytes(row.Raw("metadata"))));

    /// <summary>Writes nodes.</summary>
    public static void Write(Stream stream, IEnumerable<Node> nodes)
    {
        using var lines = new JsonLines(stream);
        foreach (var node in nodes)
            lines.Write(node, RecordJson.WriteNode);
    }

    /// <summary>Writes edges.</summary>
    public static void Write(Stream stream, IEnumerable<Edge> edges)
    {
        using var lines = new JsonLines(stream);
        foreach (var edge in edges)
            lines.Write(edge, RecordJson.WriteEdge);
    }

    private static void Read(Stream stream, Action<JsonRow> take)
    {
        using var text = new StreamReader(stream, Utf8, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024, leaveOpen: true);
        for (var line = 1L; text.ReadLine() is { } content; line++)
        {
            if (string.IsNullOrWhiteSpace(content))
                continue;
            using var row = JsonRow.Parse(content, line);
            take(row);
        }
    }
}
