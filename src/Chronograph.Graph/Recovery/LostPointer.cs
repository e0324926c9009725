using Chronograph.Log;
using Chronograph.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chronograph.Graph;

/// <summary>Writes <c>current.json</c> again when it was lost, is damaged or an old one, and there is no doubt about what it said.</summary>
/// <remarks>
/// Manifests alone cannot tell: the highest may have been written and never committed. The history tells of a version once it
/// was committed. Where the last one that it tells of has the highest manifest, with the very hash, that was the newest.
/// Anything else is left to a repair that somebody asks for.
/// </remarks>
internal static class LostPointer
{
    /// <exception cref="DamagedFileException">The pointer is damaged, missing, or older than what was collected, and it is not certain what it said.</exception>
    public static void Restore(ManifestStore manifests, ILoggerFactory? loggers)
    {
        try
        {
            manifests.CheckCurrent();
        }
        catch (DamagedFileException error)
        {
            var pointer = Find(manifests) ?? throw Doubtful(error);
            manifests.PointTo(pointer);
            (loggers ?? NullLoggerFactory.Instance).CreateLogger<GraphStore>().LogWarning(
                error, "The pointer of {Store} was lost, or was an old one, and was written again: the newest version is {Version}.", manifests.Paths.Root, pointer.Version);
        }
    }

    private static CurrentPointer? Find(ManifestStore manifests)
    {
        try
        {
            var highest = manifests.ListNewestFirst().FirstOrDefault();
            if (highest == GraphVersion.None || !MessageLog.Exists(manifests.Paths.History, manifests.Files))
                return null;
            using var history = MessageLog.OpenReadOnly(manifests.Paths.History, manifests.Files);
            var manifest = manifests.Read(highest);
            return HistoryTail.LastCommit(history) is { } last && (last.Version, last.Sha256) == (highest, manifest.Sha256)
                ? CurrentPointer.To(manifest)
                : null;
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error) || error is SequenceOutOfRangeException or VersionCollectedException)
        {
            return null;
        }
    }

    private static DamagedFileException Doubtful(DamagedFileException error) => new(
        error.Path, error.Offset, $"{error.Reason}, and the history does not say for certain which version was the newest; a repair of the store says which one it can go on from", error);
}
