using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>A graph of which every committed version stays open: a directory of immutable segments under a chain of manifests.</summary>
/// <remarks>
/// One process at a time may have it open for writing, any number for reading, also meanwhile. All members may be called
/// from any thread. Snapshots outlive the store they were opened from.
/// </remarks>
public sealed class GraphStore : IDisposable
{
    private readonly ManifestStore _manifests;
    private readonly VersionCatalog _catalog;
    private readonly SnapshotOpener _opener;
    private readonly TagIndex _tags;
    private readonly StoreWriter? _writer;
    private readonly EphemeralFiles? _ephemeral;
    private bool _disposed;

    private GraphStore(string directory, GraphStoreOptions options, bool forWriting, MemoryFileSystem? memory = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        Durability = options.Durability;
        var paths = new StorePaths(directory);
        var pool = new SegmentPool(options.Files, paths.Segments);
        if (memory is not null)
            _ephemeral = new EphemeralFiles(memory, pool);
        var pins = new VersionPins(options.Files, paths);
        _manifests = new ManifestStore(options.Files, paths, options.Durability == CommitDurability.Strict);
        _opener = new SnapshotOpener(_manifests, pool, pins);
        _tags = new TagIndex(_manifests);
        _catalog = new VersionCatalog(_manifests, _tags);
        if (forWriting)
            _writer = StoreWriter.Open(_manifests, pool, pins, _catalog, options);
    }

    /// <summary>Where the store is; null for one in memory.</summary>
    public string? Directory => _ephemeral is null ? _manifests.Paths.Root : null;

    /// <summary>What its commits promise; <see cref="CommitDurability.Relaxed"/> for a store in memory.</summary>
    public CommitDurability Durability { get; }

    /// <summary>The newest committed version. A store opened for reading asks the disk each time.</summary>
    public GraphVersion Latest => Head.Version;

    /// <summary>Opens a store as its one writer, creating it when the directory holds none.</summary>
    /// <remarks>
    /// A pointer that was lost is written again where the history leaves no doubt about what it said; see <see cref="Repair"/>.
    /// </remarks>
    /// <exception cref="StoreLockedException">Another writer has it open.</exception>
    /// <exception cref="DamagedFileException">The pointer or the newest manifest is damaged.</exception>
    /// <exception cref="UnsupportedFormatException">A later build wrote it.</exception>
    public static GraphStore Open(string directory, GraphStoreOptions? options = null) =>
        new(directory, options ?? new GraphStoreOptions(), forWriting: true);

    /// <summary>Opens an existing store for reading. Creates, locks and changes nothing.</summary>
    /// <exception cref="StoreNotFoundException">The directory holds no store.</exception>
    /// <exception cref="DamagedFileException">The pointer is damaged.</exception>
    /// <exception cref="UnsupportedFormatException">A later build wrote it.</exception>
    public static GraphStore OpenReadOnly(string directory) => OpenReadOnly(directory, new GraphStoreOptions());

    /// <summary>Makes an empty store in memory, for one process and as long as it is not disposed.</summary>
    /// <remarks>
    /// It does what a store in a directory does, in the same way, and touches no file: what would be files are native memory
    /// of the same size, so versions that share segments share their memory, and what was collected and purged is given
    /// back. <see cref="Dispose"/> gives back all of it but the segments of snapshots that are still open, which follow when
    /// those are disposed. Errors name a made-up path.
    /// </remarks>
    /// <param name="options">How to write it; null for the defaults. <see cref="GraphStoreOptions.Durability"/> means nothing here.</param>
    public static GraphStore CreateEphemeral(GraphStoreOptions? options = null)
    {
        var memory = new MemoryFileSystem();
        options = (options ?? new GraphStoreOptions()) with { Durability = CommitDurability.Relaxed, Files = memory };
        try
        {
            return new GraphStore(EphemeralFiles.NewPath(), options, forWriting: true, memory);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    internal static GraphStore OpenReadOnly(string directory, GraphStoreOptions options)
    {
        var store = new GraphStore(directory, options, forWriting: false);
        if (!ManifestStore.Exists(options.Files, store._manifests.Paths))
            throw new StoreNotFoundException(directory, "graph store");
        store._manifests.ReadCurrent();
        return store;
    }

    /// <summary>Whether the directory holds a store.</summary>
    public static bool Exists(string directory) => ManifestStore.Exists(FileSystem.Disk, new StorePaths(directory));

    /// <summary>Checks every byte and every reference of a store. Changes nothing; may run beside a writer.</summary>
    /// <param name="directory">The store.</param>
    /// <param name="progress">Told how many bytes of segments have been checked.</param>
    /// <param name="cancellation">Ends the check early.</param>
    /// <exception cref="StoreNotFoundException">The directory holds no store.</exception>
    public static StoreVerification Verify(
        string directory, IProgress<long>? progress = null, CancellationToken cancellation = default) =>
        new StoreAudit(FileSystem.Disk, new StorePaths(directory), progress, cancellation).Run();

    /// <summary>Checks every byte and every reference of this store, also of one in memory. Changes nothing.</summary>
    /// <inheritdoc cref="Verify(string, IProgress{long}?, CancellationToken)"/>
    public StoreVerification Verify(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new StoreAudit(_manifests.Files, _manifests.Paths, progress, cancellation).Run();
    }

    /// <summary>
    /// Lets a store go on from its newest whole version when its pointer, or the manifest that it names, is lost or damaged,
    /// and makes a damaged history anew.
    /// </summary>
    /// <remarks>
    /// Versions after that one are lost, and their numbers are given again; their manifests are moved to <c>quarantine/</c>.
    /// What sources have reached goes back with them, so that an ingest makes them anew. Versions are left as they are where the
    /// newest can be opened: to leave damaged segments behind, use <see cref="Rollback"/>. Reads the history, and all segments
    /// of the version that is gone back to.
    /// </remarks>
    /// <param name="directory">The store.</param>
    /// <param name="apply">Whether to repair; false only says what a repair would do, and changes nothing.</param>
    /// <exception cref="StoreNotFoundException">The directory holds no store.</exception>
    /// <exception cref="StoreLockedException">A writer has it open.</exception>
    /// <exception cref="DamagedFileException">No version is whole. Nothing was changed.</exception>
    /// <exception cref="UnsupportedFormatException">A later build wrote it.</exception>
    public static StoreRepair Repair(string directory, bool apply = true)
    {
        var repair = new StoreRepairer(FileSystem.Disk, new StorePaths(directory)).Run(apply);
        if (apply && repair.Rebuilt.Count > 0)
            Open(directory).Dispose(); // which writes the history
        return repair;
    }

    /// <summary>Begins to stage changes on the newest version. One batch at a time.</summary>
    /// <exception cref="InvalidOperationException">The store is open for reading only, or has a batch already.</exception>
    public GraphBatch BeginBatch() => Writer.Batches.Begin();

    /// <summary>Opens the newest version; the empty <see cref="GraphVersion.None"/> when nothing was committed yet.</summary>
    public GraphSnapshot OpenLatest()
    {
        while (true)
        {
            var latest = Latest;
            try
            {
                return OpenSnapshot(latest);
            }
            catch (VersionCollectedException) when (Latest != latest)
            {
                // Newer ones were committed, and this one collected, between the two looks.
            }
        }
    }

    /// <summary>Opens a version. Its segments are opened as they are needed, and stay in place until the snapshot is disposed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    /// <exception cref="VersionCollectedException">Retention has removed it.</exception>
    /// <exception cref="DamagedFileException">Its manifest is damaged.</exception>
    public GraphSnapshot OpenSnapshot(GraphVersion version) => _opener.Open(version, Manifest);

    /// <summary>Finds the version that a reference names.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryResolve(VersionReference reference, out GraphVersion version)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var found = new VersionResolver(_catalog).Resolve(reference, Head);
        version = found.GetValueOrDefault();
        return found is not null;
    }

    /// <summary>What the manifest of a version says.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    public VersionInfo GetVersion(GraphVersion version) => Manifest(version).Info;

    /// <summary>All that the manifest of a version says, with the segments it is made of.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    /// <exception cref="VersionCollectedException">Retention has removed it.</exception>
    /// <exception cref="DamagedFileException">It is damaged.</exception>
    public VersionManifest GetManifest(GraphVersion version) => new(Manifest(version));

    /// <summary>Versions, newest first, read one by one as they are asked for.</summary>
    /// <remarks>
    /// A filter for a tag with its value reads little more than the versions that have it; one for the key alone reads each
    /// version that it passes.
    /// </remarks>
    public IEnumerable<VersionInfo> ListVersions(VersionFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return _catalog.List(filter, Head);
    }

    /// <summary>Waits for versions and hands them out as they are committed, by whatever process; never ends by itself.</summary>
    /// <remarks>Holds the calling thread while it waits. Sees a version within milliseconds of its commit.</remarks>
    /// <param name="after">The version to begin after; null for those that are still to be committed.</param>
    /// <param name="cancellation">Ends it, with an <see cref="OperationCanceledException"/>.</param>
    public IEnumerable<VersionInfo> Watch(GraphVersion? after = null, CancellationToken cancellation = default) =>
        new VersionWatch(_manifests).After(after ?? Latest, cancellation);

    /// <summary>Adds tags to a committed version, replacing the values of keys it already has.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    /// <exception cref="TagsRefusedException">A key is empty or holds '=', or all together are too large; see <see cref="TagRules"/>.</exception>
    /// <exception cref="InvalidOperationException">The store is open for reading only.</exception>
    public VersionInfo Tag(GraphVersion version, IReadOnlyDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        if (version.Number < 1 || version.CompareTo(Latest) > 0)
            throw new ArgumentOutOfRangeException(nameof(version), version, $"The versions of the store are 1 to {Latest}.");
        return Writer.Tag(version, tags);
    }

    /// <summary>Commits an older version as the newest, sharing its segments. What sources have reached does not go back.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    /// <exception cref="InvalidOperationException">The store is open for reading only, or has a batch.</exception>
    /// <exception cref="DamagedFileException">A file of it is missing, or cannot be opened. Nothing was committed.</exception>
    public VersionInfo Rollback(GraphVersion version, CommitOptions? options = null)
    {
        var writer = Writer;
        _ = Manifest(version);
        return writer.Rollback(version, options ?? new CommitOptions());
    }

    /// <summary>Commits the newest version again with all its segments merged; no version is made when there is nothing to merge.</summary>
    /// <remarks>Streams: takes some twelve bytes of memory for each node that edges touch, four for each distinct text, and a fixed part. Older versions keep their files.</remarks>
    /// <exception cref="InvalidOperationException">The store is open for reading only, or has a batch.</exception>
    public CompactionResult Compact(CommitOptions? options = null) => Writer.Compact(options ?? new CommitOptions());

    /// <summary>Moves files into <c>gc/</c> that neither the newest versions nor a tag nor an open snapshot can reach.</summary>
    /// <remarks>
    /// What is moved can be put back by <see cref="RestoreCollected"/> until <see cref="Purge"/>. Reads every manifest. A
    /// snapshot counts in whichever process it is open; a process that died does not.
    /// </remarks>
    /// <param name="retain">How many versions before the newest stay: with 10 the newest and 3, versions 7 to 10.</param>
    /// <param name="dryRun">Whether only to say what would be moved.</param>
    /// <exception cref="DamagedFileException">A manifest is damaged. Nothing was moved.</exception>
    /// <exception cref="InvalidOperationException">The store is open for reading only.</exception>
    public CollectionReport Collect(long retain, bool dryRun = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(retain);
        return Writer.Collect(retain, dryRun);
    }

    /// <summary>Puts collected versions back of which nothing was purged.</summary>
    /// <exception cref="InvalidOperationException">The store is open for reading only.</exception>
    public CollectionReport RestoreCollected(bool dryRun = false) => Writer.RestoreCollected(dryRun);

    /// <summary>Deletes what was collected, except for what a snapshot is open on. It cannot be put back.</summary>
    /// <exception cref="InvalidOperationException">The store is open for reading only.</exception>
    public CollectionReport Purge(bool dryRun = false) => Writer.Purge(dryRun);

    /// <summary>Compares two versions, in either order. What their segments share is not looked at.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    public GraphDiff Diff(GraphVersion from, GraphVersion to)
    {
        var before = OpenSnapshot(from);
        try
        {
            return new GraphDiff(before, OpenSnapshot(to));
        }
        catch
        {
            before.Dispose();
            throw;
        }
    }

    /// <summary>Compares the segments of two versions, in either order. Reads the two manifests and no segment.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such version.</exception>
    /// <exception cref="VersionCollectedException">Retention has removed one.</exception>
    public SegmentDiff DiffSegments(GraphVersion from, GraphVersion to) => SegmentDiff.Of(Manifest(from), Manifest(to));

    /// <summary>Releases the writer's lock. Snapshots that are open stay so.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _tags.Dispose();
        _writer?.Dispose();
        _ephemeral?.Dispose();
    }

    /// <summary>The memory that the files of an ephemeral store take; 0 for any other.</summary>
    internal long EphemeralBytes => _ephemeral?.Bytes ?? 0;

    private CurrentPointer Head
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _writer is { } writer ? CurrentPointer.To(writer.Latest) : _manifests.ReadCurrent();
        }
    }

    private StoreWriter Writer
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _writer ?? throw new InvalidOperationException("The store was opened for reading only.");
        }
    }

    private Manifest Manifest(GraphVersion version)
    {
        var latest = _writer?.Latest;
        ObjectDisposedException.ThrowIf(_disposed, this);
        return latest is not null && latest.Version == version ? latest : _catalog.Get(version, Head);
    }
}
