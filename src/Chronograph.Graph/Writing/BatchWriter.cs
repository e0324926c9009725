namespace Chronograph.Graph;

/// <summary>The one batch that a store may have, and the versions that batches become. Any thread may call.</summary>
internal sealed class BatchWriter(StoreHead head, VersionMaker maker, ScratchSpace scratch, GraphStoreOptions options)
{
    private volatile bool _hasBatch; // set within the head; a batch that ends takes it back
    private volatile bool _hasPrepared; // set within the head; a batch that ends takes it back

    /// <summary>Whether the next version's number is taken, so that no merge may have it.</summary>
    public bool HasPrepared => _hasPrepared;

    public GraphBatch Begin()
    {
        using (head.Enter())
        {
            if (_hasBatch)
                throw new InvalidOperationException("The store has a batch already: commit or dispose it first.");
            _hasBatch = true;
            var snapshot = new GraphSnapshot(head.Latest, head.Hold());
            return new GraphBatch(this, snapshot, new BatchStaging(options.Identify, options.BatchMemory, scratch));
        }
    }

    public void End() => _hasBatch = _hasPrepared = false;

    public VersionInfo Commit(GraphSnapshot parent, BatchStaging staging, CommitOptions asked)
    {
        using (head.Enter())
            return (maker.Repeated(asked) ?? maker.Make(HistoryEventKind.Commit, asked, Changes(parent, staging))).Info;
    }

    /// <summary>Writes the next version without committing it.</summary>
    public PreparedVersion Prepare(GraphBatch batch, GraphSnapshot parent, BatchStaging staging, CommitOptions asked)
    {
        using (head.Enter())
        {
            if (maker.Repeated(asked) is { } made)
                return new PreparedVersion(this, batch, null, made);
            var prepared = maker.Prepare(asked, Changes(parent, staging));
            _hasPrepared = true;
            return new PreparedVersion(this, batch, prepared, prepared.Manifest);
        }
    }

    /// <summary>Commits what was written.</summary>
    public VersionInfo Commit(PreparedCommit prepared)
    {
        using (head.Enter())
        {
            _hasPrepared = false; // before the background is told of the version: it merges nothing beside one that is prepared
            return maker.Publish(HistoryEventKind.Commit, prepared).Info;
        }
    }

    /// <summary>Removes what was written. Once the store is closed it is left as after a crash.</summary>
    public void Abandon(PreparedCommit prepared)
    {
        if (!head.TryTidy(prepared.Abandon))
            prepared.Release();
    }

    /// <summary>Refuses what would take away the version that a batch began from.</summary>
    public void ThrowIfBatch()
    {
        if (_hasBatch)
            throw new InvalidOperationException("The store has a batch that began from the newest version: commit or dispose it first.");
    }

    /// <summary>What a batch changes in the version that it began from.</summary>
    private Func<SegmentCommit, VersionState> Changes(GraphSnapshot parent, BatchStaging staging)
    {
        var version = new ParentVersion(parent.NodeLayers, parent.EdgeLayers);
        var changes = staging.Finish(version);
        return segments =>
        {
            var made = new GraphVersion(head.Latest.Version.Number + 1);
            segments.Announce(made, changes.Kinds);
            var layers = head.Segments;
            var (nodes, edges) = changes.Write(
                nodes => segments.Append(made, nodes, layers.Nodes),
                edges => segments.Append(made, edges, layers.Edges));
            return head.Latest.State.Apply(new VersionEdit
            {
                Nodes = nodes,
                Edges = edges,
                AddedNodes = version.AddedNodes,
                AddedEdges = version.AddedEdges,
            });
        };
    }
}
