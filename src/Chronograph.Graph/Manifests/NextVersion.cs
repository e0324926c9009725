using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Writes the version after the newest, and makes it the newest. For the one writer.</summary>
/// <param name="durable">Whether a version survives a power loss once it is published.</param>
internal sealed class NextVersion(FileSystem files, StorePaths paths, bool durable) : IDisposable
{
    private readonly ManifestWriter _manifests = new();
    private readonly SwappedFile _pointer = new(files, paths.Current, durable);

    /// <summary>
    /// Writes the manifest of a version that is not committed yet, and the pointer to it beside the present one. Those left
    /// by a crash are overwritten.
    /// </summary>
    /// <param name="flushes">Takes both, to be flushed before the version is published.</param>
    /// <param name="manifest">The version.</param>
    public Manifest Write(FlushGroup flushes, Manifest manifest)
    {
        flushes.Write(paths.Manifest(manifest.Version), _manifests.Write(manifest, out var written));
        flushes.Begin(_pointer.Write(CurrentPointer.To(written).ToBytes()));
        return written;
    }

    /// <summary>Makes the version that was written last, and flushed, the newest: the moment of the commit.</summary>
    public void Publish() => _pointer.Replace();

    public void Dispose() => _pointer.Dispose();
}
