using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>
/// One merge of what is out of balance, committed as a version that changes no record. Commits go on meanwhile, and so does
/// a batch: the version it began from has the same records.
/// </summary>
/// <param name="claim">Keeps commits from merging the same segments meanwhile.</param>
internal sealed class BackgroundMerge(StoreHead head, VersionCommit commit, VersionMaker maker, BatchWriter batches, MergeClaim claim)
{
    /// <summary>Whether there is anything to merge in a version.</summary>
    public bool IsDue(VersionState state) =>
        !claim.Planner.Background(state.NodeSegments).IsEmpty || !claim.Planner.Background(state.EdgeSegments).IsEmpty;

    /// <returns>Whether there was anything to merge.</returns>
    public bool Run(CancellationToken stop)
    {
        if (batches.HasPrepared)
            return false;
        using var lease = Claim(out var state, out var nodes, out var edges);
        if (lease is null)
            return false;
        var segments = commit.BeginSegments();
        SegmentCommit? unused = segments;
        try
        {
            var edit = new VersionEdit { Nodes = segments.Merge(lease.Nodes, nodes, stop), Edges = segments.Merge(lease.Edges, edges, stop) };
            segments.Flushes.Flush();
            using (head.Enter())
            {
                if (TryMove(edit, state) is { } records)
                {
                    unused = null; // removed by a commit that fails, if that is certain
                    maker.Make(HistoryEventKind.Compaction, new CommitOptions(), _ => records, segments);
                }
            }

            return true;
        }
        finally
        {
            claim.Release();
            segments.Flushes.Dispose();
            unused?.Abandon();
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

    /// <summary>The newest version's records after a merge.</summary>
    /// <returns>Null where a rollback or a compaction has taken away what was merged, or a version is prepared.</returns>
    private VersionState? TryMove(VersionEdit edit, VersionState merged)
    {
        var latest = head.Latest.State;
        return !batches.HasPrepared
            && edit.Nodes.MovedTo(merged.NodeSegments, latest.NodeSegments) is { } nodes
            && edit.Edges.MovedTo(merged.EdgeSegments, latest.EdgeSegments) is { } edges
            ? latest.Apply(new VersionEdit { Nodes = nodes, Edges = edges })
            : null;
    }
}
