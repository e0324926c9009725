using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The committed versions whose manifests are in their place, oldest first.</summary>
/// <remarks>Cost: one listing, and one manifest read for each version that is taken.</remarks>
internal static class StoredVersions
{
    /// <exception cref="DamagedFileException">A manifest is damaged, or missing without having been collected.</exception>
    public static IEnumerable<Manifest> Read(ManifestStore manifests, Manifest latest, CollectedVersions collected)
    {
        var next = 1L;
        foreach (var version in List(manifests, latest.Version))
        {
            CheckGap(manifests.Paths, next, version.Number, collected);
            yield return version == latest.Version ? latest : manifests.Read(version);
            next = version.Number + 1;
        }

        CheckGap(manifests.Paths, next, latest.Version.Number + 1, collected);
    }

    private static GraphVersion[] List(ManifestStore manifests, GraphVersion latest)
    {
        GraphVersion[] versions =
        [
            .. manifests.Files.ListFiles(manifests.Paths.Manifests).Select(StorePaths.VersionOf)
                .Where(version => version.Number > 0 && version.CompareTo(latest) <= 0),
        ];
        Array.Sort(versions);
        return versions;
    }

    private static void CheckGap(StorePaths paths, long first, long end, CollectedVersions collected)
    {
        for (var version = new GraphVersion(first); version.Number < end; version = new GraphVersion(version.Number + 1))
        {
            if (collected.Find(version) is not { } range)
                throw new DamagedFileException(paths.Manifest(version), 0, "the file is missing");
            version = range.Last;
        }
    }
}
