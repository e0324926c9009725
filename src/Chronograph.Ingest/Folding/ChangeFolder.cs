using Chronograph.Graph;

namespace Chronograph.Ingest;

/// <summary>Applies decoded changes to the batch that becomes the next version.</summary>
internal static class ChangeFolder
{
    /// <summary>Applies one change.</summary>
    /// <param name="reason">Why the change cannot be applied, when it cannot; the batch is then as it was.</param>
    public static bool TryApply(Change change, GraphBatch batch, out string reason)
    {
        reason = "";
        try
        {
            return TryApplyUsable(change, batch, out reason);
        }
        catch (ArgumentException error)
        {
            reason = error.Message;
            return false;
        }
    }

    private static bool TryApplyUsable(Change change, GraphBatch batch, out string reason)
    {
        reason = "";
        switch (change)
        {
            case Change.UpsertNode upsert:
                batch.Upsert(upsert.Node);
                return true;
            case Change.UpsertEdge upsert:
                batch.Upsert(upsert.Edge);
                return true;
            case Change.DeleteNode deletion:
                batch.DeleteNode(deletion.SemanticId);
                return true;
            case Change.DeleteEdge deletion:
                batch.DeleteEdge(deletion.Source, deletion.Type, deletion.Target);
                return true;
            case Change.ReplaceFile replacement:
                reason = FileReplacement.Fault(replacement.File, replacement.Nodes, replacement.Edges) ?? "";
                if (reason.Length == 0)
                    Replace(replacement, batch);
                return reason.Length == 0;
            default:
                throw new InvalidOperationException($"{change.GetType().Name} is not applied to a batch.");
        }
    }

    private static void Replace(Change.ReplaceFile replacement, GraphBatch batch)
    {
        var keptNodes = replacement.Nodes.Select(node => node.SemanticId).ToHashSet(StringComparer.Ordinal);
        var keptEdges = replacement.Edges.Select(edge => (edge.Source, edge.Type, edge.Target)).ToHashSet();
        var sources = batch.NodesOfFile(replacement.File).Select(node => node.SemanticId).Union(keptNodes).ToArray();
        foreach (var source in sources)
        {
            foreach (var edge in batch.EdgesFrom(source).ToArray())
            {
                if (!keptEdges.Contains((edge.Source, edge.Type, edge.Target)))
                    batch.DeleteEdge(edge.Source, edge.Type, edge.Target);
            }

            if (!keptNodes.Contains(source))
                batch.DeleteNode(source);
        }

        foreach (var node in replacement.Nodes)
            batch.Upsert(node);
        foreach (var edge in replacement.Edges)
            batch.Upsert(edge);
    }
}
