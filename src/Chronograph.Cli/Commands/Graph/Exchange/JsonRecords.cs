using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Nodes and edges as JSON lines, in the form of the change messages (docs/format/ingest.md).</summary>
internal static class JsonRecords
{
    /// <summary>Reads nodes.</summary>
    public static IEnumerable<(long Line, Node Node)> ReadNodes(TextReader text) => Read(text, row => new Node(
        row.Text("semantic_id"),
        row.Text("type"),
        row.Text("name", optional: true),
        row.Text("file", optional: true),
        ContentHash.Parse(row.Text("content_hash", optional: true), row.Line),
        row.Raw("metadata")));

    /// <summary>Reads edges.</summary>
    public static IEnumerable<(long Line, Edge Edge)> ReadEdges(TextReader text) => Read(text, row => new Edge(
        row.Text("src"),
        row.Text("type"),
        row.Text("dst"),
        row.Raw("metadata")));

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

    private static IEnumerable<(long, T)> Read<T>(TextReader text, Func<JsonRow, T> convert)
    {
        for (var line = 1L; text.ReadLine() is { } content; line++)
        {
            if (string.IsNullOrWhiteSpace(content))
                continue;
            using var row = JsonRow.Parse(content, line);
            yield return (line, convert(row));
        }
    }
}
