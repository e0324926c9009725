using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Lets a store go on from its newest whole version when its pointer or its newest manifest is damaged, and removes a damaged history.</summary>
/// <remarks>
/// What stands in the way is moved aside before the pointer is written, which is the last step: a repair that was killed in
/// the middle is run again.
/// </remarks>
internal sealed class StoreRepairer(FileSystem files, StorePaths paths)
{
    private readonly ManifestStore _manifests = new(files, paths, durable: true);

    /// <exception cref="StoreNotFoundException">There is no store.</exception>
    /// <exception cref="StoreLockedException">A writer has it open.</exception>
    public StoreRepair Run(bool apply)
    {
        if (!ManifestStore.Exists(files, paths))
            throw new StoreNotFoundException(paths.Root, "graph store");
        using var held = apply ? DirectoryLock.Acquire(files, paths.Root) : null;
        if (!apply)
            DirectoryLock.ThrowIfHeld(files, paths.Root);
        var rebuilt = new RebuildableAudit(files, paths, CancellationToken.None).Run().ToList();
        var repair = FindDamage(out var latest) is { } damage
            ? GoBack(damage, apply) with { Rebuilt = rebuilt }
            : new StoreRepair(latest, null, [], rebuilt, Applied: apply && rebuilt.Count > 0);
        if (apply && rebuilt.Count > 0)
            RemoveHistory();
        return repair;
    }

    /// <summary>Makes the newest whole version the newest.</summary>
    private StoreRepair GoBack(DamagedFileException damage, bool apply)
    {
        var whole = new NewestWholeVersion(_manifests).Find();
        ThrowIfLaterOnesWereCollected(whole.Version, damage);
        var inTheWay = InTheWay(whole.Version);
        if (apply)
            Apply(whole, inTheWay);
        return new StoreRepair(
            whole.Version,
            new StoreDamage(damage.Path, damage.Offset, damage.Reason, GraphVersion.None, GraphVersion.None),
            [.. inTheWay.Select(paths.Relative)],
            Rebuilt: [],
            apply);
    }

    // The index first: it tells of places in the history. The next writer makes both anew.
    private void RemoveHistory()
    {
        foreach (var directory in new[] { paths.TagRuns, paths.History }.Where(files.DirectoryExists))
            DirectoryTree.Delete(files, directory);
    }

    private DamagedFileException? FindDamage(out GraphVersion latest)
    {
        latest = GraphVersion.None;
        try
        {
            var head = _manifests.CheckCurrent();
            latest = _manifests.Read(head.Version, head).Version;
            return null;
        }
        catch (DamagedFileException error)
        {
            return error;
        }
    }

    /// <summary>The numbers of versions that were collected are never given again.</summary>
    private void ThrowIfLaterOnesWereCollected(GraphVersion whole, DamagedFileException damage)
    {
        if (_manifests.ReadCollected().Last.CompareTo(whole) > 0)
            throw new DamagedFileException(
                damage.Path, damage.Offset, $"{damage.Reason}; the versions between it and version {whole} were collected, so there is none to go on from; restore the file from a copy", damage);
    }

    /// <summary>The manifests of later versions, and the pointer where it is one that cannot be read.</summary>
    private List<string> InTheWay(GraphVersion latest)
    {
        var found = _manifests.ListNewestFirst().TakeWhile(version => version.CompareTo(latest) > 0).Select(paths.Manifest).ToList();
        if (files.FileExists(paths.Current))
            found.Add(paths.Current);
        return found;
    }

    private void Apply(Manifest whole, List<string> inTheWay)
    {
        files.CreateDirectory(paths.Quarantine);
        foreach (var path in inTheWay)
            files.Rename(path, FreeName(Path.Combine(paths.Quarantine, Path.GetFileName(path))));
        files.SyncDirectory(paths.Quarantine);
        files.SyncDirectory(paths.Manifests);
        _manifests.PointTo(CurrentPointer.To(whole));
    }

    /// <summary>What an earlier repair set aside stays.</summary>
    private string FreeName(string path)
    {
        var free = path;
        for (var number = 2; files.FileExists(free); number++)
            free = $"{path}.{number}";
        return free;
    }
}
