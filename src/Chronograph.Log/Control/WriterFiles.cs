using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Which lock file and which control file a writer holds, whatever happens to their names.</summary>
/// <remarks>
/// A writer that finds the lock file its predecessor had locked, and can lock it, knows that the predecessor is gone.
/// One that finds another lock file does not: the predecessor may only sleep, with segments mapped.
/// </remarks>
/// <param name="Lock">The lock file.</param>
/// <param name="Control">The control file.</param>
internal readonly record struct WriterFiles(FileIdentity Lock, FileIdentity Control)
{
    /// <summary>Those of the directory as it is now; none where the system does not tell them apart.</summary>
    public static WriterFiles Of(LogDirectory directory) =>
        directory.Files.IdentityOf(Path.Combine(directory.Path, DirectoryLock.FileName)) is { } held
        && directory.Files.IdentityOf(directory.ControlPath) is { } control
            ? new WriterFiles(held, control)
            : default;

    /// <summary>Throws when the directory has others by now: then another writer may have come, and be at work.</summary>
    /// <exception cref="StoreLockedException">The lock file, or the control file, is another.</exception>
    public void ThrowIfLost(LogDirectory directory)
    {
        if (this != default && this != Of(directory))
            throw new StoreLockedException(directory.Path, "whoever removed or replaced its lock file");
    }

    /// <summary>Whether the writer of these files may live and have this directory's segments mapped, seen by one that holds others.</summary>
    /// <remarks>With another control file, the directory is a copy: the files that the writer has mapped are not here.</remarks>
    public bool MayHaveMapped(WriterFiles now) => this != default && now != default && Control == now.Control && Lock != now.Lock;
}
