namespace Chronograph.Graph;

/// <summary>Makes of all that a batch has staged the segments that change its parent version.</summary>
/// <remarks>Many nodes and many edges are sorted and written at the same time, on several threads; what they write is the same.</remarks>
internal sealed class BatchSegments(StagedChanges staged, StagedRuns runs, ParentVersion parent, ScratchSpace scratch)
{
    /// <summary>So many nodes or edges that work on another thread pays.</summary>
    public const int Many = 1 << 14;

    /// <summary>What there are changes to, though perhaps none that changes anything.</summary>
    public SegmentKind[] Kinds => (HasNodes, HasEdges) switch
    {
        (true, true) => [SegmentKind.Nodes, SegmentKind.Edges],
        (true, false) => [SegmentKind.Nodes],
        (false, true) => [SegmentKind.Edges],
        _ => [],
    };

    /// <summary>Gathers the segments and has each written.</summary>
    /// <param name="nodes">Writes the nodes.</param>
    /// <param name="edges">Writes the edges; on another thread meanwhile, if there are many.</param>
    public (SegmentEdit Nodes, SegmentEdit Edges) Write(Func<NodeSegmentBuilder, SegmentEdit> nodes, Func<EdgeSegmentBuilder, SegmentEdit> edges)
    {
        if (!runs.IsEmpty)
            return (Write(MergedNodes(), nodes), Write(MergedEdges(), edges));
        return staged.Edges.Count >= Many && staged.Nodes.NumberLimit >= Many
            ? WriteMany(nodes, edges)
            : (Write(StagedNodeSegment.Build(staged, parent, scratch), nodes), Write(StagedEdgeSegment.Build(staged, parent, scratch), edges));
    }

    private bool HasNodes => !staged.Nodes.IsEmpty || !runs.Nodes.IsEmpty;

    private bool HasEdges => staged.Edges.Count > 0 || !runs.Edges.IsEmpty;

    private (SegmentEdit Nodes, SegmentEdit Edges) WriteMany(Func<NodeSegmentBuilder, SegmentEdit> nodes, Func<EdgeSegmentBuilder, SegmentEdit> edges)
    {
        _ = staged.Ids.Order();
        // The texts are gathered in the memory in which the edges were staged.
        var sorted = new TaskCompletionSource();
        var texts = KeepsAll ? sorted.Task.ContinueWith(_ => OrderedTexts.Gather(staged.Ids, scratch), TaskScheduler.Default) : null;
        var writingEdges = Task.Run(() => WriteEdges(texts, sorted, edges));
        try
        {
            return (Write(StagedNodeSegment.Build(staged, parent, scratch, texts), nodes), writingEdges.GetAwaiter().GetResult());
        }
        finally
        {
            // Also when one of them failed, the others must have ended before what they wrote is removed.
            _ = Ended(writingEdges);
            if (texts is not null && Ended(texts))
                texts.Result.Dispose();
        }
    }

    private SegmentEdit WriteEdges(Task<TextBuilder>? texts, TaskCompletionSource sorted, Func<EdgeSegmentBuilder, SegmentEdit> write)
    {
        try
        {
            return Write(StagedEdgeSegment.Build(staged, parent, scratch, texts, sorted.SetResult), write);
        }
        finally
        {
            sorted.TrySetResult();
        }
    }

    /// <summary>Whether all that is staged is written, so that the semantic ids of all nodes are.</summary>
    private bool KeepsAll => parent.IsEmpty && !staged.Nodes.HasDeletions && !staged.Edges.HasDeletions;

    private NodeSegmentBuilder MergedNodes() =>
        NodeMerge.Build(runs.NodeLayers.Segments(0, runs.Nodes.Length), new BatchRule(runs, parent), scratch);

    private EdgeSegmentBuilder MergedEdges() =>
        EdgeMerge.Build(runs.EdgeLayers.Segments(0, runs.Edges.Length), new BatchRule(runs, parent), scratch);

    private static SegmentEdit Write<TBuilder>(TBuilder segment, Func<TBuilder, SegmentEdit> write)
        where TBuilder : IDisposable
    {
        using (segment)
            return write(segment);
    }

    /// <summary>Waits, whatever comes of it.</summary>
    /// <returns>Whether it came to an end well.</returns>
    private static bool Ended(Task task) => task.ContinueWith(ended => ended.Exception is null, TaskScheduler.Default).Result;
}
