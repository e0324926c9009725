using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>
/// One merge of what is out of balance, committed as a version that changes no record. Commits go on meanwhile, and so does
/// a batch: the version it began from has the same records.
/// </summary>
internal sealed class BackgroundMerge(StoreHead head, VersionCommit commit, VersionMaker maker, BatchWriter batches)
{
    /// <returns>Whether there was anything to merge.</returns>
    public bool Run(CancellationToken stop)
    {
        if (batches.HasPrepared)
            return false;
        using var lease = HoldLatest(out var state);
        var (nodes, edges) = (BalancePlanner.Start(state.NodeSegments), BalancePlanner.Start(state.EdgeSegments));
        if (nodes == state.NodeSegments.Length && edges == state.EdgeSegments.Length)
            return false;
        var segments = commit.BeginSegments();
        try
        {
            var edit = new VersionEdit { Nodes = segments.Merge(lease.Nodes, nodes, stop), Edges = segments.Merge(lease.Edges, edges, stop) };
            segments.Flushes.Flush();
            if (!TryReplace(state, edit))
                segments.Abandon();
            return true;
        }
        catch (Exception error) when (error is ChronographException or not IOException)
        {
            segments.Abandon();
            throw;
        }
    }

    private SegmentLease HoldLatest(out VersionState state)
    {
        using (head.Enter())
        {
            state = head.Latest.State;
            return head.Hold();
        }
    }

    /// <summary>Commits a merge, unless other segments are in the place of what was merged, or a version is prepared.</summary>
    private bool TryReplace(VersionState merged, VersionEdit edit)
    {
        using (head.Enter())
        {
            var latest = head.Latest.State;
            if (batches.HasPrepared
                || edit.Nodes.MovedTo(merged.NodeSegments, latest.NodeSegments) is not { } nodes
                || edit.Edges.MovedTo(merged.EdgeSegments, latest.EdgeSegments) is not { } edges)
                return false;
            maker.Make(HistoryEventKind.Compaction, new CommitOptions(), _ => latest.Apply(new VersionEdit { Nodes = nodes, Edges = edges }));
            return true;
        }
    }
}
