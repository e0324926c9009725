namespace Chronograph.Graph.Tests;

/// <summary>Random changes from a small world, so that keys meet again and again.</summary>
internal sealed class RandomGraph(Random random)
{
    private static readonly string[] NodeTypes = ["CLASS", "METHOD", "FIELD"];
    private static readonly string[] EdgeTypes = ["CALLS", "CONTAINS", "INHERITS", "ÜBERSCHREIBT"];
    private static readonly string[] Metadata = ["", "", "{\"line\":1}", "{\"line\":2}", "{\"text\":\"Grüße 🌍\"}"];

    public string SemanticId() => $"src/f{random.Next(6)}.cs->NODE->n{random.Next(30)}";

    public string File() => $"src/f{random.Next(6)}.cs";

    public string NodeType() => NodeTypes[random.Next(NodeTypes.Length)];

    public string EdgeType() => EdgeTypes[random.Next(EdgeTypes.Length)];

    public Node Node() => new(
        SemanticId(), NodeType(), $"n{random.Next(10)}", File(), (ulong)random.Next(3), Metadata[random.Next(Metadata.Length)]);

    public Edge Edge() => new(SemanticId(), EdgeType(), SemanticId(), Metadata[random.Next(Metadata.Length)]);

    public bool Coin() => random.Next(2) == 0;

    public EdgeDirection Direction() => (EdgeDirection)random.Next(3);

    /// <summary>Applies the same random changes to a batch and to the model.</summary>
    public void Change(GraphBatch batch, GraphModel model, int changes)
    {
        for (var change = 0; change < changes; change++)
            ChangeOne(batch, model);
    }

    private void ChangeOne(GraphBatch batch, GraphModel model)
    {
        switch (random.Next(10))
        {
            case < 3:
                Upsert(batch, model, Node());
                break;
            case < 6:
                Upsert(batch, model, Edge());
                break;
            case 6 when model.Nodes.Count > 0:
                Upsert(batch, model, model.Nodes.Values.ElementAt(random.Next(model.Nodes.Count)));
                break;
            case 7:
                var id = random.Next(2) == 0 && model.Nodes.Count > 0
                    ? model.Nodes.Keys.ElementAt(random.Next(model.Nodes.Count))
                    : SemanticId();
                batch.DeleteNode(id);
                model.Nodes.Remove(id);
                break;
            case 8 when model.Edges.Count > 0:
                Delete(batch, model, model.Edges.Keys.ElementAt(random.Next(model.Edges.Count)));
                break;
            default:
                Delete(batch, model, (SemanticId(), EdgeType(), SemanticId()));
                break;
        }
    }

    private static void Upsert(GraphBatch batch, GraphModel model, Node node)
    {
        batch.Upsert(node);
        model.Nodes[node.SemanticId] = node;
    }

    private static void Upsert(GraphBatch batch, GraphModel model, Edge edge)
    {
        batch.Upsert(edge);
        model.Edges[(edge.Source, edge.Type, edge.Target)] = edge;
    }

    private static void Delete(GraphBatch batch, GraphModel model, (string Source, string Type, string Target) key)
    {
        batch.DeleteEdge(key.Source, key.Type, key.Target);
        model.Edges.Remove(key);
    }
}
