using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>Passes every operation on to the disk, and lets a double look or interfere at each that changes something.</summary>
internal abstract class ForwardingFileSystem : FileSystem
{
    internal enum Operation
    {
        Create,
        Write,
        Flush,
        Rename,
        Delete,
    }

    /// <summary>Called before an operation that changes the disk.</summary>
    public virtual void Before(Operation operation, string path)
    {
    }

    /// <summary>Called after such an operation.</summary>
    /// <param name="target">The new name of a renamed file.</param>
    public virtual void After(Operation operation, string path, string? target = null)
    {
    }

    public override bool DirectoryExists(string path) => Disk.DirectoryExists(path);

    public override void CreateDirectory(string path)
    {
        Before(Operation.Create, path);
        Disk.CreateDirectory(path);
    }

    public override void DeleteDirectory(string path) => Disk.DeleteDirectory(path);

    public override IReadOnlyList<string> ListFiles(string directory) => Disk.ListFiles(directory);

    public override IReadOnlyList<string> ListDirectories(string directory) => Disk.ListDirectories(directory);

    public override bool FileExists(string path) => Disk.FileExists(path);

    public override StorageFile Open(string path, FileIntent intent)
    {
        if (intent == FileIntent.ReadOnly)
            return Disk.Open(path, intent);
        Before(Operation.Create, path);
        var file = new ForwardingFile(this, Disk.Open(path, intent));
        After(Operation.Create, path);
        return file;
    }

    public override void Rename(string from, string to)
    {
        Before(Operation.Rename, to);
        Disk.Rename(from, to);
        After(Operation.Rename, from, to);
    }

    public override bool TryExchange(string path, string other)
    {
        Before(Operation.Rename, other);
        if (!Disk.TryExchange(path, other))
            return false;
        After(Operation.Rename, path, other);
        return true;
    }

    public override void Delete(string path)
    {
        Before(Operation.Delete, path);
        Disk.Delete(path);
        After(Operation.Delete, path);
    }

    public override void SyncDirectory(string directory)
    {
        Before(Operation.Flush, directory);
        Disk.SyncDirectory(directory);
        After(Operation.Flush, directory);
    }

    public override FileLock? TryLock(string path) => Disk.TryLock(path);

    public override bool IsLocked(string path) => Disk.IsLocked(path);

    public override byte[] ReadAllBytes(string path) => Disk.ReadAllBytes(path);

    /// <summary>Writes to a file of the disk.</summary>
    protected virtual void Write(StorageFile file, ReadOnlySpan<byte> source, long offset) => file.Write(source, offset);

    /// <summary>Cuts or extends a file of the disk.</summary>
    protected virtual void SetLength(StorageFile file, long length) => file.SetLength(length);

    /// <summary>Flushes a file of the disk.</summary>
    protected virtual void Flush(StorageFile file) => file.Flush();

    private sealed class ForwardingFile(ForwardingFileSystem files, StorageFile inner) : StorageFile(inner.Path)
    {
        public override long Length => inner.Length;

        public override FileIdentity? Identity => inner.Identity;

        public override bool IsUnshared => inner.IsUnshared;

        public override int Read(Span<byte> destination, long offset) => inner.Read(destination, offset);

        public override void Write(ReadOnlySpan<byte> source, long offset)
        {
            files.Before(Operation.Write, Path);
            files.Write(inner, source, offset);
        }

        public override void SetLength(long length) => files.SetLength(inner, length);

        public override void Flush()
        {
            files.Before(Operation.Flush, Path);
            files.Flush(inner);
            files.After(Operation.Flush, Path);
        }

        public override MappedRegion Map(MapAccess access, long length) => inner.Map(access, length);

        public override void Dispose() => inner.Dispose();
    }
}
