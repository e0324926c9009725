using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>The identities of what an import staged, so that everything else can be deleted.</summary>
internal sealed class ImportedRecords
{
    private readonly HashSet<NodeId> _nodes = [];
    private readonly HashSet<(NodeId Source, string Type, NodeId Target)> _edges = [];

    /// <summary>Remembers a node.</summary>
    public void Add(Node node) => _nodes.Add(node.Id);

    /// <summary>Remembers an edge.</summary>
    public void Add(Edge edge) => _edges.Add(KeyOf(edge));

    /// <summary>Stages the deletion of every record of a version that was not imported.</summary>
    public void DeleteTheRest(GraphSnapshot snapshot, GraphBatch batch, CancellationToken stop)
    {
        foreach (var edge in snapshot.Edges().Where(edge => !_edges.Contains(KeyOf(edge))))
        {
            stop.ThrowIfCancellationRequested();
            batch.DeleteEdge(edge.Source, edge.Type, edge.Target);
        }
        foreach (var node in snapshot.Nodes().Where(node => !_nodes.Contains(node.Id)))
        {
            stop.ThrowIfCancellationRequested();
            batch.DeleteNode(node.SemanticId);
        }
    }

    private static (NodeId Source, string Type, NodeId Target) KeyOf(Edge edge) =>
        (NodeId.FromSemanticId(edge.Source), edge.Type, NodeId.FromSemanticId(edge.Target));
}
