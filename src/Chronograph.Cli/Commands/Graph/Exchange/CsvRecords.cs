using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Nodes and edges as CSV.</summary>
internal static class CsvRecords
{
    private static readonly string[] NodeColumns = ["semantic_id", "type", "name", "file", "content_hash", "metadata"];
    private static readonly string[] EdgeColumns = ["src", "dst", "type", "metadata"];

    /// <summary>Reads nodes.</summary>
    public static IEnumerable<(long Line, Node Node)> ReadNodes(TextReader text)
    {
        var table = CsvTable.Open(text, NodeColumns, required: 4);
        while (table.Read())
        {
            var hash = ContentHash.Parse(table[4], table.Line);
            yield return (table.Line, new Node(table[0], table[1], table[2], table[3], hash, table[5]));
        }
    }

    /// <summary>Reads edges.</summary>
    public static IEnumerable<(long Line, Edge Edge)> ReadEdges(TextReader text)
    {
        var table = CsvTable.Open(text, EdgeColumns, required: 3);
        while (table.Read())
            yield return (table.Line, new Edge(table[0], table[2], table[1], table[3]));
    }

    /// <summary>Writes nodes.</summary>
    public static void Write(TextWriter text, IEnumerable<Node> nodes)
    {
        var csv = new CsvWriter(text);
        csv.WriteRow(NodeColumns);
        foreach (var node in nodes)
            csv.WriteRow(node.SemanticId, node.Type, node.Name, node.File, ContentHash.Text(node.ContentHash), node.Metadata);
    }

    /// <summary>Writes edges.</summary>
    public static void Write(TextWriter text, IEnumerable<Edge> edges)
    {
        var csv = new CsvWriter(text);
        csv.WriteRow(EdgeColumns);
        foreach (var edge in edges)
            csv.WriteRow(edge.Source, edge.Target, edge.Type, edge.Metadata);
    }
}
