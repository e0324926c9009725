using System.Collections.Immutable;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>A new version with some records written and some deleted.</summary>
internal sealed record Commit(
    ImmutableArray<Node> Nodes,
    ImmutableArray<Edge> Edges,
    ImmutableArray<Node> DeletedNodes,
    ImmutableArray<Edge> DeletedEdges,
    ImmutableSortedDictionary<string, string> Tags,
    GraphContent After) : StoreOperation
{
    public override GraphVersion? Run(GraphStore store)
    {
        using var batch = store.BeginBatch();
        foreach (var node in DeletedNodes)
            batch.DeleteNode(node.SemanticId);
        foreach (var edge in DeletedEdges)
            batch.DeleteEdge(edge.Source, edge.Type, edge.Target);
        foreach (var node in Nodes)
            batch.Upsert(node);
        foreach (var edge in Edges)
            batch.Upsert(edge);
        batch.Upsert(After.Witness);
        return batch.Commit(new CommitOptions { Tags = Tags }).Version;
    }

    public override StoreModel Apply(StoreModel model) => model.Commit(After, Tags);
}
