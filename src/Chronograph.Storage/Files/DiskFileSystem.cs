namespace Chronograph.Storage;

/// <summary>The operating system's file system.</summary>
internal sealed class DiskFileSystem : FileSystem
{
    public override bool DirectoryExists(string path) => Directory.Exists(path);

    public override void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, FilePermissions.Directory);
    }

    public override void DeleteDirectory(string path) => Directory.Delete(path);

    public override IReadOnlyList<string> ListFiles(string directory) => Names(Directory.EnumerateFiles(directory));

    public override IReadOnlyList<string> ListDirectories(string directory) => Names(Directory.EnumerateDirectories(directory));

    public override bool FileExists(string path) => File.Exists(path);

    public override StorageFile Open(string path, FileIntent intent) => DiskFile.Open(path, intent);

    public override void Rename(string from, string to) => File.Move(from, to, overwrite: true);

    public override bool TryExchange(string path, string other) => FileExchange.Try(path, other);

    public override void Delete(string path) => File.Delete(path);

    public override void SyncDirectory(string directory) => DirectorySync.Sync(directory);

    // One call for the whole file system in place of one for each of what may be a hundred thousand files.
    public override void SyncTree(string directory)
    {
        if (!DirectorySync.TrySyncFileSystem(directory))
            base.SyncTree(directory);
    }

    public override FileLock? TryLock(string path) => DiskFileLock.TryAcquire(path);

    public override bool IsLocked(string path) => DiskFileLock.IsHeld(path);

    public override NumberLocks OpenLocks(string path, LockKind kind) =>
        ByteRangeLocks.IsSupported ? ByteRangeLocks.Open(path, kind) : FilePerNumberLocks.Open(path);

    public override byte[] ReadAllBytes(string path) => UnlockedRead.AllBytes(path);

    private static IReadOnlyList<string> Names(IEnumerable<string> paths)
    {
        var names = paths.Select(path => Path.GetFileName(path)).ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }
}
