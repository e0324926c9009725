using System.Globalization;
using System.Text;

namespace Chronograph.Storage;

/// <summary>Holds a log or store directory for one writer at a time.</summary>
/// <remarks>
/// The lock is the operating system's lock on an open file, so it ends with the process even after a crash.
/// The file itself stays behind on purpose: deleting it would let two processes lock two different inodes.
/// </remarks>
internal sealed class DirectoryLock : IDisposable
{
    /// <summary>The name of the lock file in the directory.</summary>
    public const string FileName = "writer.lock";

    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    private readonly FileLock _lock;

    private DirectoryLock(FileLock held) => _lock = held;

    /// <summary>Takes the lock, or throws when another owner holds it.</summary>
    /// <remarks>Tries for some 40 ms, since a process that asks <see cref="IsHeld"/> is in the way for a moment.</remarks>
    /// <param name="files">The file system of the directory.</param>
    /// <param name="directory">An existing directory.</param>
    /// <exception cref="StoreLockedException">Another process, or another writer in this process, holds the lock.</exception>
    public static DirectoryLock Acquire(FileSystem files, string directory)
    {
        var path = Path.Combine(directory, FileName);
        var held = TryLock(files, path) ?? throw new StoreLockedException(directory, ReadHolder(files, path));
        held.Describe($"process {Environment.ProcessId} on {Environment.MachineName} since {Now()}");
        return new DirectoryLock(held);
    }

    /// <summary>Whether a writer holds the directory now. Creates nothing.</summary>
    public static bool IsHeld(FileSystem files, string directory)
    {
        var path = Path.Combine(directory, FileName);
        return files.FileExists(path) && files.IsLocked(path);
    }

    /// <summary>Throws when a writer holds the directory now. Creates nothing.</summary>
    /// <exception cref="StoreLockedException">Another process, or another writer in this process, holds the lock.</exception>
    public static void ThrowIfHeld(FileSystem files, string directory)
    {
        if (IsHeld(files, directory))
            throw new StoreLockedException(directory, ReadHolder(files, Path.Combine(directory, FileName)));
    }

    public void Dispose() => _lock.Dispose();

    private static FileLock? TryLock(FileSystem files, string path)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (files.TryLock(path) is { } held)
                return held;
            if (attempt == Attempts)
                return null;
            Thread.Sleep(Pause);
        }
    }

    private static string ReadHolder(FileSystem files, string path)
    {
        try
        {
            return Encoding.UTF8.GetString(files.ReadAllBytes(path)).Trim();
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error))
        {
            return "";
        }
    }

    private static string Now() => DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
