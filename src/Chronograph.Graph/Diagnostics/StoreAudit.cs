using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Checks every file of a store. Reads only; goes on after damage as far as it can.</summary>
internal sealed class StoreAudit(FileSystem files, StorePaths paths, IProgress<long>? progress, CancellationToken cancellation)
{
    private const int PinAttempts = 100;
    private const int MostDamage = 1000; // of the chain: with a pointer that names any number as the newest, it would not end
    private static readonly TimeSpan PinPause = TimeSpan.FromMilliseconds(20);

    private readonly ManifestStore _manifests = new(files, paths, durable: false);
    private readonly AuditedSegments _segments = new();
    private readonly ChainOrder _order = new();
    private readonly MergeAudit _merges = new(files, paths, cancellation);
    private readonly List<StoreDamage> _damage = [];
    private long _versions;

    public StoreVerification Run()
    {
        if (!ManifestStore.Exists(files, paths))
            throw new StoreNotFoundException(paths.Root, "graph store");
        CurrentPointer current = default;
        if (!Try(GraphVersion.None, GraphVersion.None, () => current = _manifests.CheckCurrent()))
            current = NewestReadable();
        Try(GraphVersion.None, GraphVersion.None, () => PlainFileCheck.ThrowIfOther(paths.PinLocks));
        Try(GraphVersion.None, GraphVersion.None, () => PlainFileCheck.ThrowIfOther(paths.WriterLock));
        using var pin = PinAll(ref current);
        var latest = CheckManifests(current);
        CheckSegments();
        if (_damage.Count == 0)
            CheckReplacements();
        var rebuildable = new RebuildableAudit(files, paths, cancellation).Run().ToList();
        if (_damage.Count == 0)
            CheckMerges();
        var dangling = _damage.Count == 0 && latest is not null ? CheckTotals(latest) : 0;
        return new StoreVerification(_versions, _segments.Count, dangling, _damage, rebuildable);
    }

    /// <summary>In place of a pointer that is lost, or older than what was collected, so that everything else is checked all the same.</summary>
    private CurrentPointer NewestReadable()
    {
        foreach (var version in _manifests.ListNewestFirst())
        {
            CurrentPointer? pointer = null;
            if (Try(version, version, () => pointer = CurrentPointer.To(_manifests.Read(version))) && pointer is { } found)
                return found;
        }

        return new CurrentPointer(GraphVersion.None, Manifest.NoHash);
    }

    /// <summary>Keeps every version where it is while it is checked; waits for a collection that is at work.</summary>
    private IDisposable? PinAll(ref CurrentPointer current)
    {
        var pins = new VersionPins(files, paths);
        for (var attempt = 0; attempt < PinAttempts && current.Version.Number > 0 && files.FileExists(paths.PinLocks); attempt++)
        {
            if (pins.TryPin(new GraphVersion(1), current.Version) is { } pin)
            {
                if (_damage.Count == 0)
                    current = _manifests.ReadCurrent();
                return pin;
            }

            cancellation.WaitHandle.WaitOne(PinPause);
            cancellation.ThrowIfCancellationRequested();
        }

        return null;
    }

    /// <summary>Follows the chain from its head; each link names the hash of the one before, over those that were collected too.</summary>
    private Manifest? CheckManifests(CurrentPointer current)
    {
        var collected = CollectedVersions.None;
        Try(GraphVersion.None, GraphVersion.None, () => collected = _manifests.ReadCollected());
        Manifest? latest = null;
        var expected = current.ManifestSha256;
        for (var version = current.Version; version.Number > 0 && _damage.Count < MostDamage; version = new GraphVersion(version.Number - 1))
        {
            cancellation.ThrowIfCancellationRequested();
            if (collected.Find(version) is { } range)
            {
                CheckCollected(range, expected);
                CheckOrder(_order.Add(range, out var behind), behind, collected);
                (version, expected) = (range.First, range.ParentSha256);
                continue;
            }

            Manifest? manifest = null;
            Try(version, version, () => manifest = ReadLink(version, expected, paths.Manifest(version), _manifests.Read), paths.Manifest(version));
            expected = manifest?.ParentSha256;
            latest ??= version == current.Version ? manifest : null;
            _versions++;
            if (manifest is null)
                continue;
            Use(manifest, isCollected: false);
            _merges.Add(manifest);
            CheckOrder(_order.Add(manifest, out var later), later, collected);
        }

        return latest;
    }

    private void CheckOrder(string? fault, GraphVersion version, CollectedVersions collected)
    {
        if (fault is not null)
            _damage.Add(new StoreDamage(collected.Find(version) is null ? paths.Manifest(version) : paths.Collected, 0, fault, version, version));
    }

    /// <summary>What was set aside and not purged must be fit to be put back: the same chain, in <c>gc/</c> or still in its place.</summary>
    private void CheckCollected(CollectedRange range, string? expected)
    {
        for (var version = range.Last; !range.Purged && version.CompareTo(range.First) >= 0 && _damage.Count < MostDamage; version = new GraphVersion(version.Number - 1))
        {
            Manifest? manifest = null;
            TryCollected(version, version, () => manifest = ReadLink(version, expected, _manifests.PlaceOf(version), _manifests.ReadWherever));
            expected = manifest?.ParentSha256;
            if (manifest is not null)
                Use(manifest, isCollected: true);
            if (version == range.First && expected is not null && expected != range.ParentSha256)
                _damage.Add(new StoreDamage(paths.Collected, 0, $"it names another parent of version {version} than its manifest", version, version));
        }
    }

    private static Manifest ReadLink(GraphVersion version, string? expected, string path, Func<GraphVersion, Manifest> read)
    {
        var manifest = read(version);
        if (expected is not null && manifest.Sha256 != expected)
            throw new DamagedFileException(path, 0, "its hash is not the one that the next version, or current.json, names");
        if (manifest.Parent.Number != version.Number - 1)
            throw new DamagedFileException(path, 0, $"its parent is version {manifest.Parent}");
        return manifest;
    }

    private void Use(Manifest manifest, bool isCollected)
    {
        foreach (var (name, other) in _segments.Add(manifest, isCollected))
        {
            _damage.Add(new StoreDamage(
                _manifests.PlaceOf(manifest.Version), 0, $"it names another hash of {name.FileName} than version {other}", manifest.Version, manifest.Version));
        }
    }

    private void CheckSegments()
    {
        var bytes = 0L;
        foreach (var (name, use) in _segments.InOrder())
        {
            cancellation.ThrowIfCancellationRequested();
            if (use.IsCollected && !files.FileExists(paths.Segment(name)))
                TryCollected(use.First, use.Last, () => SegmentAudit.Check(files, paths.Gc, name, use.Descriptor));
            else
                Try(use.First, use.Last, () => SegmentAudit.Check(files, paths.Segments, name, use.Descriptor), paths.Segment(name));
            progress?.Report(bytes += use.Descriptor.ByteSize);
        }
    }

    /// <summary>Checks what segments, and manifests, say of the records that they replace, against those below them in the first version that has them.</summary>
    private void CheckReplacements()
    {
        using var layers = new LayeredSegments(files, paths, _segments);
        foreach (var (name, use) in _segments.ByKind())
        {
            ReplacementAudit? found = null;
            Action check = () => found = ReplacementAudit.Of(layers.Open(use), use.Claims, cancellation);
            if (use.IsCollected)
                TryCollected(use.First, use.Last, check);
            else
                Try(use.First, use.Last, check);
            foreach (var claim in use.Claims)
            {
                if (found is not null && claim.Fault(name, found) is { } fault)
                    _damage.Add(new StoreDamage(_manifests.PlaceOf(claim.Last), 0, fault, claim.First, claim.Last));
            }
        }
    }

    private void CheckMerges()
    {
        foreach (var (version, check) in _merges.Checks())
        {
            cancellation.ThrowIfCancellationRequested();
            Try(version, version, check);
        }
    }

    /// <summary>Counts the newest version and returns its dangling edges.</summary>
    private long CheckTotals(Manifest latest)
    {
        using var snapshot = new GraphSnapshot(latest, new SegmentPool(files, paths.Segments).Lease(latest.State));
        var totals = VersionTotals.Count(snapshot, cancellation);
        Try(latest.Version, latest.Version, () =>
        {
            if (totals.Nodes != latest.State.TotalNodes || totals.Edges != latest.State.TotalEdges)
                throw new DamagedFileException(
                    paths.Manifest(latest.Version), 0, $"it counts {latest.State.TotalNodes} nodes and {latest.State.TotalEdges} edges where its segments hold {totals.Nodes} and {totals.Edges}");
        });
        return totals.DanglingEdges;
    }

    /// <summary>The same for files in <c>gc/</c>, which a purge, or putting them back, may take on a store whose versions cannot be pinned.</summary>
    private void TryCollected(GraphVersion first, GraphVersion last, Action check)
    {
        var known = _damage.Count;
        if (!Try(first, last, check) && _damage.Count > known && _manifests.ReadCollected().Find(last) is not { Purged: false })
            _damage.RemoveAt(known);
    }

    /// <param name="file">What the disk may be unable to read; null where nothing else could be checked then.</param>
    private bool Try(GraphVersion first, GraphVersion last, Action check, string? file = null)
    {
        try
        {
            check();
            return true;
        }
        catch (DamagedFileException error)
        {
            _damage.Add(new StoreDamage(error.Path, error.Offset, error.Reason, first, last));
        }
        catch (UnsupportedFormatException error)
        {
            _damage.Add(new StoreDamage(error.Path, 0, error.Detail, first, last));
        }
        catch (IOException error) when (file is not null && IOErrors.IsUnreadable(error))
        {
            _damage.Add(new StoreDamage(file, 0, $"the disk cannot read it: {error.Message}", first, last));
        }
        catch (VersionCollectedException)
        {
            // While it was being checked, on a store whose versions cannot be pinned.
        }

        return false;
    }
}
