using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Keeps versions from being collected while someone has them open, in whichever process. Any thread may call.</summary>
/// <remarks>
/// A pin is a shared lock of the operating system on the version's number in one file that the writer made, so a reader
/// creates nothing, a dead process pins nothing, and nobody asks a clock. The collector takes the exclusive lock of each
/// version that it removes and keeps it until the version's manifest is gone from its place: who has pinned a version and
/// then finds its manifest will find all of it.
/// </remarks>
internal sealed class VersionPins(FileSystem files, StorePaths paths)
{
    /// <summary>Makes the file of the locks. For the writer; a power loss may take the file, the next writer makes it again.</summary>
    public void Create()
    {
        files.CreateDirectory(paths.Pins);
        files.Open(paths.PinLocks, FileIntent.OpenOrCreate).Dispose();
    }

    /// <summary>Pins a version.</summary>
    /// <returns>
    /// Null when it cannot be pinned: the file of the locks is missing, unreadable, or on a file system without locks, or
    /// the version is being removed. Who goes on must then hold every file of the version open.
    /// </returns>
    public IDisposable? TryPin(GraphVersion version) => TryPin(version, version);

    /// <summary>Pins a range of versions, all or none.</summary>
    public IDisposable? TryPin(GraphVersion first, GraphVersion last)
    {
        NumberLocks? locks = null;
        try
        {
            locks = files.OpenLocks(paths.PinLocks, LockKind.Shared);
            if (locks.TryLock(first.Number, last.Number - first.Number + 1, LockKind.Shared))
                return locks;
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error))
        {
            // The caller has another way.
        }

        locks?.Dispose();
        return null;
    }

    /// <summary>Begins to claim versions that are to be removed. Ends with <see cref="IDisposable.Dispose"/>.</summary>
    public VersionClaims BeginClaims() => new(files.OpenLocks(paths.PinLocks, LockKind.Exclusive));
}
