using Chronograph.Storage;

namespace Chronograph.Log.Tests;

/// <summary>The disk, with a limit on the space it has and with flushes that fail when told to.</summary>
internal sealed class FaultyFileSystem : FileSystem
{
    private long _space = long.MaxValue;

    /// <summary>Bytes by which files may still grow.</summary>
    public long Space
    {
        get => Volatile.Read(ref _space);
        set => Volatile.Write(ref _space, value);
    }

    /// <summary>Decides by path which flushes fail.</summary>
    public Func<string, bool> FailsToFlush { get; set; } = _ => false;

    public override bool DirectoryExists(string path) => Disk.DirectoryExists(path);

    public override void CreateDirectory(string path) => Disk.CreateDirectory(path);

    public override void DeleteDirectory(string path) => Disk.DeleteDirectory(path);

    public override IReadOnlyList<string> ListFiles(string directory) => Disk.ListFiles(directory);

    public override IReadOnlyList<string> ListDirectories(string directory) => Disk.ListDirectories(directory);

    public override bool FileExists(string path) => Disk.FileExists(path);

    public override StorageFile Open(string path, FileIntent intent) => new FaultyFile(this, Disk.Open(path, intent));

    public override void Rename(string from, string to) => Disk.Rename(from, to);

    public override void Delete(string path) => Disk.Delete(path);

    public override void SyncDirectory(string directory) => Disk.SyncDirectory(directory);

    public override FileLock? TryLock(string path) => Disk.TryLock(path);

    public override bool IsLocked(string path) => Disk.IsLocked(path);

    public override byte[] ReadAllBytes(string path) => Disk.ReadAllBytes(path);

    private sealed class FaultyFile(FaultyFileSystem owner, StorageFile file) : StorageFile(file.Path)
    {
        public override long Length => file.Length;

        public override int Read(Span<byte> destination, long offset) => file.Read(destination, offset);

        public override void Write(ReadOnlySpan<byte> source, long offset)
        {
            var growth = Math.Max(0, offset + source.Length - file.Length);
            if (growth > owner.Space)
                throw new StorageFullException(Path, new IOException("No space left on device"));
            if (owner.Space != long.MaxValue)
                Interlocked.Add(ref owner._space, -growth);
            file.Write(source, offset);
        }

        public override void SetLength(long length) => file.SetLength(length);

        public override void Flush()
        {
            if (owner.FailsToFlush(Path))
                throw new IOException("Input/output error");
            file.Flush();
        }

        public override MappedRegion Map(MapAccess access, long length) => file.Map(access, length);

        public override void Dispose() => file.Dispose();
    }
}
