namespace Chronograph.Storage;

/// <summary>The one seam through which the product touches files and directories.</summary>
/// <remarks>
/// The product always uses <see cref="Disk"/>. Tests put a double here that records operations, refuses them, or keeps
/// what was synced apart from what was not. Stores into a mapping do not pass the seam one by one; a double sees them
/// when the file is flushed. All members may be called from any thread.
/// </remarks>
internal abstract class FileSystem
{
    /// <summary>The operating system's file system.</summary>
    public static FileSystem Disk { get; } = new DiskFileSystem();

    public abstract bool DirectoryExists(string path);

    /// <summary>Creates a directory and those above it; does nothing when it exists.</summary>
    public abstract void CreateDirectory(string path);

    /// <summary>Deletes a directory that is empty.</summary>
    public abstract void DeleteDirectory(string path);

    /// <summary>Names (not paths) of the files in a directory, in ordinal order.</summary>
    public abstract IReadOnlyList<string> ListFiles(string directory);

    /// <summary>Names (not paths) of the directories in a directory, in ordinal order.</summary>
    public abstract IReadOnlyList<string> ListDirectories(string directory);

    public abstract bool FileExists(string path);

    /// <exception cref="FileNotFoundException">The intent needs an existing file and there is none.</exception>
    /// <exception cref="IOException">The file exists and the intent is to create it.</exception>
    public abstract StorageFile Open(string path, FileIntent intent);

    /// <summary>Opens a file for reading that others may remove at any moment.</summary>
    /// <returns>Null where it is not there, or not any more.</returns>
    public StorageFile? TryOpen(string path)
    {
        if (!FileExists(path))
            return null; // as a rule: an exception costs more than a look
        try
        {
            return Open(path, FileIntent.ReadOnly);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Renames a file, replacing the target in one step where it exists.</summary>
    public abstract void Rename(string from, string to);

    /// <summary>Gives two files of one directory each other's name in one step: both names exist at every moment.</summary>
    /// <returns>False where this cannot be done, and nothing was.</returns>
    public virtual bool TryExchange(string path, string other) => false;

    /// <summary>Deletes a file; does nothing when it is not there.</summary>
    public abstract void Delete(string path);

    /// <summary>Makes creations, renames and deletions in a directory survive a power loss.</summary>
    public abstract void SyncDirectory(string directory);

    /// <summary>Makes all that is in a directory and below it survive a power loss, whoever wrote it: for what was not flushed when it was written.</summary>
    public virtual void SyncTree(string directory)
    {
        foreach (var name in ListFiles(directory))
        {
            using var file = Open(Path.Combine(directory, name), FileIntent.ReadWrite);
            file.Flush();
        }

        foreach (var name in ListDirectories(directory))
            SyncTree(Path.Combine(directory, name));
        SyncDirectory(directory);
    }

    /// <summary>Takes the operating system's lock on a file, creating the file when needed.</summary>
    /// <returns>The held lock, or null when another owner has it, in whichever process.</returns>
    public abstract FileLock? TryLock(string path);

    /// <summary>Whether another owner holds the lock on an existing file. Creates and changes nothing.</summary>
    /// <remarks>Asking takes a shared lock for a moment, so whoever wants the lock must try for longer than that.</remarks>
    public abstract bool IsLocked(string path);

    /// <summary>Tells a file from every other; null where there is no such file, or the system does not tell. Some 1 µs.</summary>
    public virtual FileIdentity? IdentityOf(string path) => FileNumbers.TryGet(path);

    /// <summary>Opens an existing file whose bytes are to be locked one by one: the locks of many owners in one file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="kind">The strongest lock that will be asked for; exclusive ones need the right to write the file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public virtual NumberLocks OpenLocks(string path, LockKind kind) => Disk.OpenLocks(path, kind);

    /// <summary>Reads a whole small file, even while another owner holds its lock.</summary>
    public abstract byte[] ReadAllBytes(string path);
}
