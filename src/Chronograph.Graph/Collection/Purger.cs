using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Deletes what was collected. For the one writer.</summary>
/// <remarks>
/// Which versions can never be put back is written down before the first file goes. What is not known to have been
/// collected, or what any version that is there would miss, stays.
/// </remarks>
internal sealed class Purger(ManifestStore manifests, VersionPins pins)
{
    private readonly List<CollectedFile> _deleted = [];
    private readonly List<KeptFile> _kept = [];
    private readonly SegmentUses _needed = new();
    private readonly HashSet<CollectedRange> _open = [];

    private StorePaths Paths => manifests.Paths;

    public CollectionReport Purge(Manifest latest, bool dryRun)
    {
        var gc = GcContent.List(manifests);
        var collected = manifests.ReadCollected();
        using var claims = pins.BeginClaims();
        Claim(collected, claims, gc);
        foreach (var manifest in StoredVersions.Read(manifests, latest, collected))
            _needed.Add(manifest);
        foreach (var name in gc.Names)
            Decide(name, collected, gc.Length(name));
        if (!dryRun && _deleted.Count > 0)
            Delete(collected);
        return new CollectionReport(_deleted, _kept);
    }

    /// <summary>A version can be open although it was collected: by who is about to find out, or has it without a manifest.</summary>
    private void Claim(CollectedVersions collected, VersionClaims claims, GcContent gc)
    {
        foreach (var range in collected.Ranges.Where(range => !range.Purged && !claims.TryClaim(range.First, range.Last)))
        {
            _open.Add(range);
            for (var number = range.First.Number; number <= range.Last.Number; number++)
            {
                if (gc.Contains(new GraphVersion(number)))
                    _needed.Add(manifests.ReadWherever(new GraphVersion(number)));
            }
        }
    }

    private void Decide(string name, CollectedVersions collected, long bytes)
    {
        var file = Paths.Relative(Path.Combine(Paths.Gc, name));
        if (ReasonToKeep(name, collected) is { } reason)
            _kept.Add(new KeptFile(file, reason));
        else
            _deleted.Add(new CollectedFile(file, bytes, "collected, and not open"));
    }

    private string? ReasonToKeep(string name, CollectedVersions collected)
    {
        if (SegmentName.TryParse(name, out var segment))
            return _needed.Find(segment) is { } use ? $"{use} needs it" : null;
        var version = StorePaths.VersionOf(name);
        return collected.Find(version) is not { } range ? "it was not put here by a collection"
            : _open.Contains(range) ? "a snapshot of it, or of a neighbour, is open"
            : null;
    }

    private void Delete(CollectedVersions collected)
    {
        manifests.WriteCollected(CollectedVersions.Of(
            collected.Ranges.Select(range => _open.Contains(range) ? range : range with { Purged = true })));
        foreach (var file in _deleted)
            manifests.Files.Delete(Path.Combine(Paths.Root, file.File));
        manifests.Files.SyncDirectory(Paths.Gc);
    }
}
