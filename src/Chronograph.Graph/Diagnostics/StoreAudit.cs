using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Checks every file of a store. Reads only; goes on after damage as far as it can.</summary>
internal sealed class StoreAudit(FileSystem files, StorePaths paths, IProgress<long>? progress, CancellationToken cancellation)
{
    private readonly ManifestStore _manifests = new(files, paths, durable: false);
    private readonly Dictionary<SegmentName, SegmentUse> _segments = [];
    private readonly List<StoreDamage> _damage = [];

    public StoreVerification Run()
    {
        if (!ManifestStore.Exists(files, paths))
            throw new StoreNotFoundException(paths.Root, "graph store");
        var latest = CheckManifests();
        CheckSegments();
        var dangling = _damage.Count == 0 && latest is not null ? CheckTotals(latest) : 0;
        return new StoreVerification(latest?.Version.Number ?? 0, _segments.Count, dangling, _damage);
    }

    /// <summary>Follows the chain from its head; each link names the hash of the one before.</summary>
    private Manifest? CheckManifests()
    {
        CurrentPointer current = default;
        if (!Try(GraphVersion.None, GraphVersion.None, () => current = _manifests.ReadCurrent()))
            return null;
        Manifest? latest = null;
        var expected = current.ManifestSha256;
        for (var version = current.Version; version.Number > 0; version = new GraphVersion(version.Number - 1))
        {
            cancellation.ThrowIfCancellationRequested();
            Manifest? manifest = null;
            Try(version, version, () => manifest = ReadLink(version, expected));
            expected = manifest?.ParentSha256;
            latest ??= version == current.Version ? manifest : null;
            if (manifest is not null)
                Collect(manifest);
        }

        return latest;
    }

    private Manifest ReadLink(GraphVersion version, string? expected)
    {
        var manifest = _manifests.Read(version);
        if (expected is not null && manifest.Sha256 != expected)
            throw new DamagedFileException(paths.Manifest(version), 0, "its hash is not the one that the next version, or current.json, names");
        if (manifest.Parent.Number != version.Number - 1)
            throw new DamagedFileException(paths.Manifest(version), 0, $"its parent is version {manifest.Parent}");
        return manifest;
    }

    private void Collect(Manifest manifest)
    {
        foreach (var segment in manifest.State.NodeSegments)
            Collect(new SegmentName(segment.SegmentId, SegmentKind.Nodes), segment, manifest.Version);
        foreach (var segment in manifest.State.EdgeSegments)
            Collect(new SegmentName(segment.SegmentId, SegmentKind.Edges), segment, manifest.Version);
    }

    private void Collect(SegmentName name, SegmentDescriptor descriptor, GraphVersion version)
    {
        var known = _segments.GetValueOrDefault(name, new SegmentUse(descriptor, version, version));
        if (known.Descriptor.Sha256 != descriptor.Sha256)
            _damage.Add(new StoreDamage(paths.Manifest(version), 0, $"it names another hash of {name.FileName} than version {known.Last}", version, version));
        _segments[name] = known with { First = version };
    }

    private void CheckSegments()
    {
        var bytes = 0L;
        foreach (var (name, use) in _segments.OrderBy(segment => segment.Key.Id).ThenBy(segment => segment.Key.Kind))
        {
            cancellation.ThrowIfCancellationRequested();
            Try(use.First, use.Last, () => SegmentAudit.Check(files, paths, name, use.Descriptor));
            progress?.Report(bytes += use.Descriptor.ByteSize);
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

    private bool Try(GraphVersion first, GraphVersion last, Action check)
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

        return false;
    }

    private readonly record struct SegmentUse(SegmentDescriptor Descriptor, GraphVersion First, GraphVersion Last);
}
