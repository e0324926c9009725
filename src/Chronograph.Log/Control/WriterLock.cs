using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>The lock of a log's writer, and the word that says whether its holder has recovered the log.</summary>
internal static class WriterLock
{
    /// <summary>Takes the lock.</summary>
    /// <remarks>
    /// The word is taken back before the lock is taken. So whoever finds the lock held, and then the word set, knows that
    /// the holder has recovered the log, or that another writer had, in whose life the holder came. A writer that comes too
    /// late for the lock may take the word of its holder back, which says it again with its next checkpoint.
    /// </remarks>
    /// <exception cref="StoreLockedException">Another writer holds the log.</exception>
    public static DirectoryLock Acquire(LogDirectory directory)
    {
        if (!DirectoryLock.IsHeld(directory.Files, directory.Path))
            ControlFile.TakeBackRecovered(directory);
        return DirectoryLock.Acquire(directory.Files, directory.Path);
    }

    /// <summary>Whether a writer runs that has recovered the log: nothing that can be read is unfinished then.</summary>
    public static bool IsHeldOverRecovered(LogDirectory directory)
    {
        if (!DirectoryLock.IsHeld(directory.Files, directory.Path))
            return false;
        using var control = ControlFile.TryOpenReadOnly(directory);
        return control is { IsRecovered: true };
    }
}
