using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Opens versions so that nothing of them can be removed meanwhile.</summary>
internal sealed class SnapshotOpener(ManifestStore manifests, SegmentPool pool, VersionPins pins)
{
    /// <summary>Pins the version first and looks for it then. One that cannot be pinned is opened with all its files at once.</summary>
    /// <param name="version">A version that was committed.</param>
    /// <param name="read">Reads its manifest.</param>
    /// <exception cref="VersionCollectedException">Retention has removed it.</exception>
    public GraphSnapshot Open(GraphVersion version, Func<GraphVersion, Manifest> read)
    {
        var pin = pins.TryPin(version);
        GraphSnapshot? snapshot = null;
        try
        {
            var manifest = read(version);
            snapshot = new GraphSnapshot(manifest, pool.Lease(manifest.State, pin));
            if (pin is null)
                OpenFiles(snapshot);
            return snapshot;
        }
        catch
        {
            snapshot?.Dispose();
            pin?.Dispose();
            throw;
        }
    }

    /// <summary>An open file keeps its content, whoever moves or deletes it.</summary>
    private void OpenFiles(GraphSnapshot snapshot)
    {
        try
        {
            snapshot.OpenFiles();
        }
        catch (DamagedFileException error) when (error.InnerException is FileNotFoundException)
        {
            manifests.Read(snapshot.Info.Version); // says when it was collected meanwhile
            throw;
        }
    }
}
