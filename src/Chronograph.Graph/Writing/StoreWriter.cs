using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The one writer of a store: holds its lock and the head of its chain, and makes versions.</summary>
/// <remarks>Batches and tags are serialised by <c>_gate</c>; <see cref="Latest"/> may be read by any thread.</remarks>
internal sealed class StoreWriter : IDisposable
{
    private readonly Lock _gate = new();
    private readonly DirectoryLock _lock;
    private readonly ManifestStore _manifests;
    private readonly SegmentPool _pool;
    private readonly GraphStoreOptions _options;
    private readonly VersionCommit _commit;
    private readonly VersionPins _pins;
    private readonly VersionCatalog _catalog;
    private readonly Collector _collector;
    private readonly HistoryWriter _history;
    private readonly ScratchSpace _scratch;
    private readonly BackgroundCompaction? _compaction;

    // Guarded by _gate. The lease keeps the newest segments open from one batch to the next.
    private volatile Manifest _latest;
    private SegmentLease _lease;
    private bool _hasBatch;
    private volatile bool _hasPrepared; // then the next version's number is taken, and no merge may have it
    private bool _disposed;
    private WriterFaultedException? _fault;

    private StoreWriter(
        DirectoryLock held, ManifestStore manifests, SegmentPool pool, VersionPins pins, VersionCatalog catalog, GraphStoreOptions options, Manifest latest)
    {
        _catalog = catalog;
        _pins = pins;
        _lock = held;
        _manifests = manifests;
        _pool = pool;
        _options = options;
        _latest = latest;
        _lease = pool.Lease(latest.State);
        var ids = new SegmentIds(options.Files, manifests.Paths, latest.State.NextSegmentId);
        _scratch = new ScratchSpace(options.Files, manifests.Paths.Scratch);
        _scratch.Clear();
        _commit = new VersionCommit(manifests, ids, _scratch, options, latest.WriterEpoch + 1);
        _collector = new Collector(manifests, pins, ids);
        _history = HistoryWriter.Open(manifests, latest, options);
        if (options.CompactInBackground)
            _compaction = new BackgroundCompaction(MergeOnce, options.LoggerFactory);
    }

    public Manifest Latest => _latest;

    /// <summary>Takes the lock, makes the store when there is none, and reads the head of the chain.</summary>
    public static StoreWriter Open(
        ManifestStore manifests, SegmentPool pool, VersionPins pins, VersionCatalog catalog, GraphStoreOptions options)
    {
        manifests.CreateRoot();
        var held = DirectoryLock.Acquire(options.Files, manifests.Paths.Root);
        try
        {
            if (!ManifestStore.Exists(options.Files, manifests.Paths))
                manifests.Create();
            pins.Create();
            return new StoreWriter(held, manifests, pool, pins, catalog, options, manifests.ReadLatest());
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public GraphBatch BeginBatch()
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            if (_hasBatch)
                throw new InvalidOperationException("The store has a batch already: commit or dispose it first.");
            _hasBatch = true;
            var snapshot = new GraphSnapshot(_latest, _pool.Lease(_latest.State, _pins.TryPin(_latest.Version)));
            return new GraphBatch(this, snapshot, new BatchStaging(_options.Identify, _options.BatchMemory, _scratch));
        }
    }

    public void EndBatch()
    {
        lock (_gate)
            _hasBatch = _hasPrepared = false;
    }

    public VersionInfo Commit(GraphSnapshot parent, BatchStaging staging, CommitOptions options)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            return Repeated(options) ?? MakeVersion(HistoryEventKind.Commit, options, Changes(parent, staging));
        }
    }

    /// <summary>Writes the next version without committing it.</summary>
    public PreparedVersion Prepare(GraphBatch batch, GraphSnapshot parent, BatchStaging staging, CommitOptions options)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            if (Repeated(options) is { } made)
                return new PreparedVersion(this, batch, null, made);
            var build = Changes(parent, staging);
            var prepared = Guarded(() => PrepareVersion(options, build));
            _hasPrepared = true;
            return new PreparedVersion(this, batch, prepared, prepared.Manifest.Info);
        }
    }

    /// <summary>Commits what was written.</summary>
    public VersionInfo Commit(PreparedCommit prepared)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            return Adopt(HistoryEventKind.Commit, Guarded(prepared.Publish));
        }
    }

    /// <summary>Commits the records of an older version as the newest.</summary>
    public VersionInfo Rollback(GraphVersion version, CommitOptions options)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            ThrowIfBatch();
            if (Repeated(options) is { } made)
                return made;
            var older = _manifests.Read(version, CurrentPointer.To(_latest)).State;
            return MakeVersion(HistoryEventKind.Rollback, options, _ => _latest.State.RolledBackTo(older));
        }
    }

    /// <summary>Commits the newest version again in one segment of each kind, unless it already is.</summary>
    public CompactionResult Compact(CommitOptions options)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            ThrowIfBatch();
            var before = _latest;
            if (!before.State.IsCompact)
                MakeVersion(HistoryEventKind.Compaction, options, segments => before.State.Apply(new VersionEdit
                {
                    Nodes = segments.Compact(_lease.Nodes),
                    Edges = segments.Compact(_lease.Edges),
                }));
            return new CompactionResult(
                _latest.Info, before.Info.Segments, _latest.Info.Segments, before.State.ByteSize, _latest.State.ByteSize);
        }
    }

    /// <summary>
    /// Merges what is out of balance and commits it as a version that changes no record. Commits go on meanwhile, and so
    /// does a batch: the version it began from has the same records.
    /// </summary>
    /// <returns>Whether there was anything to merge.</returns>
    private bool MergeOnce(CancellationToken stop)
    {
        if (_hasPrepared)
            return false;
        using var lease = LeaseLatest(out var state);
        var (nodes, edges) = (BalancePlanner.Start(state.NodeSegments), BalancePlanner.Start(state.EdgeSegments));
        if (nodes == state.NodeSegments.Length && edges == state.EdgeSegments.Length)
            return false;
        var segments = _commit.BeginSegments();
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

    private SegmentLease LeaseLatest(out VersionState state)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            state = _latest.State;
            return _pool.Lease(state, _pins.TryPin(_latest.Version));
        }
    }

    /// <summary>Commits a merge, unless other segments are in the place of what was merged, or a version is prepared.</summary>
    private bool TryReplace(VersionState merged, VersionEdit edit)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            var latest = _latest.State;
            if (_hasPrepared
                || edit.Nodes.MovedTo(merged.NodeSegments, latest.NodeSegments) is not { } nodes
                || edit.Edges.MovedTo(merged.EdgeSegments, latest.EdgeSegments) is not { } edges)
                return false;
            MakeVersion(HistoryEventKind.Compaction, new CommitOptions(), _ => latest.Apply(new VersionEdit { Nodes = nodes, Edges = edges }));
            return true;
        }
    }

    /// <summary>Adds tags to a committed version.</summary>
    public VersionInfo Tag(GraphVersion version, IReadOnlyDictionary<string, string> tags)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            CommitRules.CheckTags(tags);
            var manifest = _manifests.Read(version, CurrentPointer.To(_latest));
            _manifests.ThrowIfCollected(version);
            var tagged = manifest with { Tags = manifest.Tags.SetItems(tags) };
            _history.RecordTags(tagged, _latest);
            Guarded(() =>
            {
                _manifests.Rewrite(tagged);
                return tagged;
            });
            if (version == _latest.Version)
                _latest = tagged;
            return tagged.Info;
        }
    }

    /// <summary>Moves what no version from a number before the newest on, no tag and no pin can reach.</summary>
    public CollectionReport Collect(long retain, bool dryRun) =>
        Clean(HistoryEventKind.Collection, dryRun, () => _collector.Collect(_latest, retain, dryRun));

    /// <summary>Puts back what was collected.</summary>
    public CollectionReport RestoreCollected(bool dryRun) =>
        Clean(HistoryEventKind.Collection, dryRun, () => _collector.Restore(dryRun));

    /// <summary>Deletes what was collected.</summary>
    public CollectionReport Purge(bool dryRun) =>
        Clean(HistoryEventKind.Purge, dryRun, () => new Purger(_manifests, _pins).Purge(_latest, dryRun));

    public void Dispose()
    {
        _compaction?.Dispose();
        lock (_gate)
        {
            _disposed = true;
            _lease.Dispose();
            _history.Dispose();
            _commit.Dispose();
            _scratch.Clear();
        }

        _lock.Dispose();
    }

    /// <summary>The version that a commit with the same request id made; null when there is none, so that one is to be made.</summary>
    private VersionInfo? Repeated(CommitOptions options)
    {
        if (options.RequestId is not { } request)
            return null;
        ArgumentException.ThrowIfNullOrEmpty(request, nameof(CommitOptions.RequestId));
        StrictUtf8.Check(request, nameof(CommitOptions.RequestId));
        return _catalog.FindRequest(request, CurrentPointer.To(_latest))?.Info;
    }

    private CollectionReport Clean(HistoryEventKind kind, bool dryRun, Func<CollectionReport> clean)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            var report = Guarded(clean);
            if (!dryRun && report.Files.Count > 0)
                _history.Record(kind, _latest);
            return report;
        }
    }

    /// <summary>What a batch changes in the version that it began from.</summary>
    private Func<SegmentCommit, VersionState> Changes(GraphSnapshot parent, BatchStaging staging)
    {
        var version = new ParentVersion(parent.NodeLayers, parent.EdgeLayers);
        var changes = staging.Finish(version);
        return segments =>
        {
            using var nodes = changes.Nodes();
            using var edges = changes.Edges();
            return _latest.State.Apply(new VersionEdit
            {
                Nodes = segments.Append(nodes, version.OnlyNewNodes, _lease.Nodes),
                Edges = segments.Append(edges, version.OnlyNewEdges, _lease.Edges),
                AddedNodes = version.AddedNodes,
                AddedEdges = version.AddedEdges,
            });
        };
    }

    private VersionInfo MakeVersion(HistoryEventKind kind, CommitOptions options, Func<SegmentCommit, VersionState> build) =>
        Adopt(kind, Guarded(() => PrepareVersion(options, build).Publish()));

    private PreparedCommit PrepareVersion(CommitOptions options, Func<SegmentCommit, VersionState> build)
    {
        CommitRules.CheckSources(options.Sources, _latest.State);
        CommitRules.CheckTags(options.Tags);
        return _commit.Prepare(_latest, options, build);
    }

    private VersionInfo Adopt(HistoryEventKind kind, Manifest next)
    {
        var lease = _pool.Lease(next.State);
        _lease.Dispose();
        _lease = lease;
        _latest = next;
        _history.Record(kind, next);
        _compaction?.Wake();
        return next.Info;
    }

    /// <summary>
    /// A full disk, or damage in a segment that was to be merged, leaves everything as it was. After any other failure it
    /// is not known what reached the disk, so the writer takes no more; opening the store again finds out.
    /// </summary>
    private T Guarded<T>(Func<T> write)
    {
        try
        {
            return write();
        }
        catch (IOException error) when (error is not ChronographException)
        {
            _fault = new WriterFaultedException(_manifests.Paths.Root, error);
            throw;
        }
    }

    private void ThrowIfBatch()
    {
        if (_hasBatch)
            throw new InvalidOperationException("The store has a batch that began from the newest version: commit or dispose it first.");
    }

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(GraphStore));
        if (_fault is not null)
            throw _fault;
    }
}
