using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>One node with everything that touches it.</summary>
/// <param name="snapshot">The version it is looked at in.</param>
/// <param name="id">The node.</param>
internal sealed class NodePage(GraphSnapshot snapshot, NodeId id)
{
    private const int EdgesShownPerKind = 20;

    /// <summary>Writes the node's fields, then all its edges.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteNode(Node());
        json.WriteStartArray("edges");
        foreach (var neighbor in snapshot.Neighbors(id, EdgeDirection.Both))
            Write(json, neighbor);
        json.WriteEndArray();
    }

    /// <summary>Lays out the node's fields, then its edges by direction and type, the first few of each.</summary>
    public void Lay(TextPage page)
    {
        var node = Node();
        page.Facts(
            ("semantic id", node.SemanticId),
            ("node id", node.Id.ToString()),
            ("type", node.Type),
            ("name", node.Name),
            ("file", node.File),
            ("content hash", node.ContentHash == 0 ? "unknown" : node.ContentHash.ToString("x16")),
            ("metadata", node.Metadata));
        var kinds = snapshot.Neighbors(id, EdgeDirection.Both)
            .GroupBy(neighbor => (neighbor.Direction, neighbor.Edge.Type))
            .OrderBy(kind => kind.Key);
        foreach (var kind in kinds)
            Lay(page, kind.Key.Direction.Arrow(kind.Key.Type), [.. kind]);
    }

    private static void Lay(TextPage page, string heading, Neighbor[] neighbors)
    {
        page.Line();
        page.Heading($"{heading} ({Quantities.Count(neighbors.Length)})");
        foreach (var neighbor in neighbors.Take(EdgesShownPerKind))
            page.Line($"  {neighbor.SemanticId}");
        if (neighbors.Length > EdgesShownPerKind)
            page.Line($"  … and {Quantities.Count(neighbors.Length - EdgesShownPerKind)} more");
    }

    private void Write(Utf8JsonWriter json, Neighbor neighbor)
    {
        json.WriteStartObject();
        json.WriteString("direction", neighbor.Direction.Word());
        json.WriteString("edge", neighbor.Edge.Type);
        json.WriteString("semantic_id", neighbor.SemanticId);
        json.WriteString("type", snapshot.TryGetNode(neighbor.Id, out var node) ? node.Type : null);
        json.WriteMetadata(neighbor.Edge.Metadata);
        json.WriteEndObject();
    }

    // A node that only edges speak of has a semantic id and nothing else.
    private Node Node() => snapshot.TryGetNode(id, out var node)
        ? node
        : new Node(SemanticIdFromEdge(), Type: "", Name: "", File: "");

    private string SemanticIdFromEdge()
    {
        var neighbor = snapshot.Neighbors(id, EdgeDirection.Both).First();
        return neighbor.Direction == EdgeDirection.Out ? neighbor.Edge.Source : neighbor.Edge.Target;
    }
}
