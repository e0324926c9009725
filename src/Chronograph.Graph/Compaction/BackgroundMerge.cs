using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>
/// One merge of what is out of balance, committed as a version that changes no record. Commits go on meanwhile, and so does
/// a batch: the version it began from has the same records.
/// </summary>
/// <param name="claim">Keeps commits from merging the same segments meanwhile.</param>
internal sealed class BackgroundMerge(StoreHead head, VersionCommit commit, VersionMaker maker, BatchWriter batches, MergeClaim claim)
{
    /// <returns>Whether there was anything to merge.</returns>
    public bool Run(CancellationToken stop)
    {
        if (batches.HasPrepared)
            return false;
        using var lease = Claim(out var state, out var nodes, out var edges);
        if (lease is null)
            return false;
        var segments = commit.BeginSegments();
        var published = false;
        try
        {
            var edit = new VersionEdit { Nodes = segments.Merge(lease.Nodes, nodes, stop), Edges = segments.Merge(lease.Edges, edges, stop) };
            segments.Flushes.Flush();
            if (!TryReplace(state, edit, out published))
                segments.Abandon();
            return true;
        }
        catch when (!published)
        {
            segments.Abandon();
            throw;
        }
        finally
        {
            segments.Flushes.Dispose();
            claim.Release();
        }
    }

    /// <returns>The segments, in place until they are merged; null when there is nothing to merge.</returns>
    private SegmentLease? Claim(out VersionState state, out SegmentRun nodes, out SegmentRun edges)
    {
        using (head.Enter())
        {
            state = head.Latest.State;
            (nodes, edges) = (claim.Planner.Background(state.NodeSegments), claim.Planner.Background(state.EdgeSegments));
            claim.Take(nodes.LastOf(state.NodeSegments), edges.LastOf(state.EdgeSegments));
            return nodes.IsEmpty && edges.IsEmpty ? null : head.Hold();
        }
    }

    /// <summary>Commits a merge, unless a rollback or a compaction has taken away what was merged, or a version is prepared.</summary>
    /// <param name="published">Whether a version names what was merged, or may: also when something failed behind that.</param>
    private bool TryReplace(VersionState merged, VersionEdit edit, out bool published)
    {
        published = false;
        using (head.Enter())
        {
            var latest = head.Latest.State;
            if (batches.HasPrepared
                || edit.Nodes.MovedTo(merged.NodeSegments, latest.NodeSegments) is not { } nodes
                || edit.Edges.MovedTo(merged.EdgeSegments, latest.EdgeSegments) is not { } edges)
                return false;
            var next = maker.Prepare(new CommitOptions(), _ => latest.Apply(new VersionEdit { Nodes = nodes, Edges = edges }));
            head.Adopt(HistoryEventKind.Compaction, Publish(next, out published));
            return true;
        }
    }

    private Manifest Publish(PreparedCommit next, out bool published)
    {
        published = true;
        try
        {
            return head.Guarded(next.Publish);
        }
        catch (ChronographException)
        {
            published = false; // nothing was committed; after any other failure nobody knows
            throw;
        }
    }
}
