using System.Text;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>The identities of what an import staged, so that everything else can be deleted: 16 bytes a node and 40 an edge, and what a table of them takes.</summary>
internal sealed class ImportedRecords
{
    private readonly HashSet<NodeId> _nodes = [];
    private readonly HashSet<(NodeId Source, NodeId Type, NodeId Target)> _edges = [];

    /// <summary>Remembers a node.</summary>
    public void Add(NodeId node) => _nodes.Add(node);

    /// <summary>Remembers an edge.</summary>
    public void AddEdge(ReadOnlySpan<byte> source, ReadOnlySpan<byte> type, ReadOnlySpan<byte> target) =>
        _edges.Add((NodeId.FromSemanticId(source), NodeId.FromSemanticId(type), NodeId.FromSemanticId(target)));

    /// <summary>Stages the deletion of every record of a version that was not imported.</summary>
    public void DeleteTheRest(GraphSnapshot snapshot, GraphBatch batch, CancellationToken stop)
    {
        foreach (var edge in snapshot.Edges())
        {
            stop.ThrowIfCancellationRequested();
            var (source, target) = (NodeId.FromSemanticId(edge.Source), NodeId.FromSemanticId(edge.Target));
            if (!_edges.Contains((source, NodeId.FromSemanticId(edge.Type), target)))
                batch.DeleteEdge(source, Encoding.UTF8.GetBytes(edge.Type), target);
        }

        foreach (var node in snapshot.Nodes())
        {
            stop.ThrowIfCancellationRequested();
            if (!_nodes.Contains(node.Id))
                batch.DeleteNode(node.Id);
        }
    }
}
