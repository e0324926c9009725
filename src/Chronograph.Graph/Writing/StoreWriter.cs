using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The one writer of a store: holds its lock and all that writing needs. Any thread may call.</summary>
internal sealed class StoreWriter : IDisposable
{
    private readonly DirectoryLock _lock;
    private readonly ManifestStore _manifests;
    private readonly VersionPins _pins;
    private readonly ScratchSpace _scratch;
    private readonly StoreHead _head;
    private readonly VersionCommit _commit;
    private readonly VersionMaker _maker;
    private readonly Collector _collector;
    private readonly BackgroundCompaction? _compaction;

    private StoreWriter(
        DirectoryLock held, ManifestStore manifests, SegmentPool pool, VersionPins pins, VersionCatalog catalog, GraphStoreOptions options, Manifest latest)
    {
        _lock = held;
        _manifests = manifests;
        _pins = pins;
        _scratch = new ScratchSpace(options.Files, manifests.Paths.Scratch);
        _scratch.Clear();
        _head = new StoreHead(manifests, pool, pins, latest, options);
        var ids = new SegmentIds(options.Files, manifests.Paths, latest.State.NextSegmentId);
        var claim = options.CompactInBackground ? new MergeClaim(options.Planner) : null;
        _commit = new VersionCommit(manifests, ids, _scratch, options, latest.WriterEpoch + 1, claim);
        _maker = new VersionMaker(_head, _commit, catalog);
        _collector = new Collector(manifests, pins, ids);
        Batches = new BatchWriter(_head, _maker, _scratch, options);
        if (claim is null)
            return;
        var merge = new BackgroundMerge(_head, _commit, _maker, Batches, claim);
        var compaction = _compaction = new BackgroundCompaction(merge.Run, options.LoggerFactory);
        _head.Committed = () =>
        {
            if (merge.IsDue(Latest.State))
                compaction.Wake();
        };
    }

    public Manifest Latest => _head.Latest;

    public BatchWriter Batches { get; }

    /// <summary>Takes the lock, makes the store when there is none, and reads the head of the chain.</summary>
    public static StoreWriter Open(
        ManifestStore manifests, SegmentPool pool, VersionPins pins, VersionCatalog catalog, GraphStoreOptions options)
    {
        manifests.CreateRoot();
        var held = DirectoryLock.Acquire(options.Files, manifests.Paths.Root);
        try
        {
            manifests.BeginWriting();
            if (ManifestStore.Exists(options.Files, manifests.Paths))
                LostPointer.Restore(manifests, options.LoggerFactory);
            else
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

    /// <summary>Commits the records of an older version as the newest.</summary>
    public VersionInfo Rollback(GraphVersion version, CommitOptions options)
    {
        using (_head.Enter())
        {
            Batches.ThrowIfBatch();
            if (_maker.Repeated(options) is { } made)
                return made.Info;
            var older = _manifests.Read(version, _head.Pointer).State;
            _head.CheckOpens(older);
            return _maker.Make(HistoryEventKind.Rollback, options, _ => Latest.State.RolledBackTo(older)).Info;
        }
    }

    /// <summary>Commits the newest version again in one segment of each kind, unless it already is.</summary>
    public CompactionResult Compact(CommitOptions options)
    {
        using (_head.Enter())
        {
            Batches.ThrowIfBatch();
            if (_maker.Repeated(options) is { Info: { } made, State.ByteSize: var bytes })
                return new CompactionResult(made, made.Segments, made.Segments, bytes, bytes);
            var before = Latest;
            if (!before.State.IsCompact)
                _maker.Make(HistoryEventKind.Compaction, options, segments => before.State.Apply(new VersionEdit
                {
                    Nodes = segments.Compact(_head.Segments.Nodes),
                    Edges = segments.Compact(_head.Segments.Edges),
                }));
            return new CompactionResult(
                Latest.Info, before.Info.Segments, Latest.Info.Segments, before.State.ByteSize, Latest.State.ByteSize);
        }
    }

    /// <summary>Adds tags to a committed version.</summary>
    public VersionInfo Tag(GraphVersion version, IReadOnlyDictionary<string, string> tags)
    {
        using (_head.Enter())
        {
            CommitRules.CheckTags(tags);
            var manifest = _manifests.Read(version, _head.Pointer);
            _manifests.ThrowIfCollected(version);
            var tagged = manifest.Tags.SetItems(tags);
            CommitRules.CheckTags(tagged);
            return _head.Retag(manifest with { Tags = tagged }).Info;
        }
    }

    /// <summary>Moves what no version from a number before the newest on, no tag and no pin can reach.</summary>
    public CollectionReport Collect(long retain, bool dryRun) =>
        Clean(HistoryEventKind.Collection, dryRun, () => _collector.Collect(Latest, retain, dryRun));

    /// <summary>Puts back what was collected.</summary>
    public CollectionReport RestoreCollected(bool dryRun) =>
        Clean(HistoryEventKind.Collection, dryRun, () => _collector.Restore(dryRun));

    /// <summary>Deletes what was collected.</summary>
    public CollectionReport Purge(bool dryRun) =>
        Clean(HistoryEventKind.Purge, dryRun, () => new Purger(_manifests, _pins).Purge(Latest, dryRun));

    public void Dispose()
    {
        try
        {
            _compaction?.Dispose();
            _head.Dispose();
            _commit.Dispose();
            _scratch.Close();
        }
        finally
        {
            _lock.Dispose(); // whatever the disk says, the next writer may come
        }
    }

    private CollectionReport Clean(HistoryEventKind kind, bool dryRun, Func<CollectionReport> clean)
    {
        using (_head.Enter())
        {
            var report = _head.Guarded(clean);
            if (!dryRun && report.Files.Count > 0)
                _head.Record(kind);
            return report;
        }
    }
}
