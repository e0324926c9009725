using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Finds the newest version of which every byte is there. Reads only.</summary>
internal sealed class NewestWholeVersion(ManifestStore manifests)
{
    private StorePaths Paths => manifests.Paths;

    /// <summary>The version, or that of a store without any.</summary>
    /// <exception cref="DamagedFileException">There are versions or segments, and no version is whole.</exception>
    /// <exception cref="UnsupportedFormatException">A later build wrote a version; it is not for this one to pass over it.</exception>
    public Manifest Find()
    {
        DamagedFileException? newest = null;
        foreach (var version in manifests.ListNewestFirst())
        {
            try
            {
                return Check(version);
            }
            catch (DamagedFileException error)
            {
                newest ??= error;
            }
        }

        if (newest is null && !HasSegments())
            return Manifest.None;
        throw new DamagedFileException(Paths.Manifests, 0, "no version of the store is whole; restore it from a copy", newest);
    }

    private Manifest Check(GraphVersion version)
    {
        var manifest = manifests.Read(version);
        if (ParentHash(version) is { } parent && parent != manifest.ParentSha256)
            throw new DamagedFileException(Paths.Manifest(version), 0, "it names another parent than the version before it");
        foreach (var (name, descriptor) in manifest.State.References())
            SegmentAudit.Check(manifests.Files, Paths.Segments, name, descriptor);
        return manifest;
    }

    /// <summary>The hash of the version before; null when that was collected, or is damaged itself.</summary>
    private string? ParentHash(GraphVersion version)
    {
        try
        {
            return manifests.Read(new GraphVersion(version.Number - 1)).Sha256;
        }
        catch (Exception error) when (error is DamagedFileException or VersionCollectedException)
        {
            return null;
        }
    }

    private bool HasSegments() => manifests.Files.DirectoryExists(Paths.Segments) && manifests.Files.ListFiles(Paths.Segments).Count > 0;
}
