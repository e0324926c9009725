using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Nodes and edges as CSV.</summary>
internal static class CsvRecords
{
    private static readonly string[] NodeColumns = ["semantic_id", "type", "name", "file", "content_hash", "metadata"];
    private static readonly string[] EdgeColumns = ["src", "dst", "type", "metadata"];

    /// <summary>Reads nodes.</summary>
    public static void ReadNodes(Stream stream, NodeRow row)
    {
        var table = CsvTable.Open(stream, NodeColumns, required: 4);
        while (table.Read())
            row(table.Line, new Utf8Node
            {
                SemanticId = table[0],
                Type = table[1],
                Name = table[2],
                File = table[3],
                ContentHash = ContentHash.Parse(table[4], table.Line),
                Metadata = MetadataText.Check(table[5], table.Line),
            });
    }

    /// <summary>Reads edges.</summary>
    public static void ReadEdges(Stream stream, EdgeRow row)
    {
        var table = CsvTable.Open(stream, EdgeColumns, required: 3);
        while (table.Read())
            row(table.Line, table[0], table[2], table[1], MetadataText.Check(table[3], table.Line));
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
