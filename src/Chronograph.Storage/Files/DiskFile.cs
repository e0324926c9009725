using Microsoft.Win32.SafeHandles;

namespace Chronograph.Storage;

/// <summary>A file of the operating system, opened without any lock of .NET's own.</summary>
internal sealed class DiskFile : StorageFile
{
    private readonly SafeFileHandle _handle;

    private DiskFile(string path, SafeFileHandle handle) : base(path) => _handle = handle;

    public static DiskFile Open(string path, FileIntent intent)
    {
        var (mode, access) = intent switch
        {
            FileIntent.ReadOnly => (FileMode.Open, FileAccess.Read),
            FileIntent.ReadWrite => (FileMode.Open, FileAccess.ReadWrite),
            FileIntent.CreateNew => (FileMode.CreateNew, FileAccess.ReadWrite),
            FileIntent.CreateOrTruncate => (FileMode.Create, FileAccess.ReadWrite),
            FileIntent.OpenOrCreate => (FileMode.OpenOrCreate, FileAccess.ReadWrite),
            _ => throw new ArgumentOutOfRangeException(nameof(intent)),
        };
        try
        {
            return new DiskFile(path, File.OpenHandle(path, mode, access, FileShare.ReadWrite | FileShare.Delete));
        }
        catch (IOException error) when (IOErrors.IsStorageFull(error))
        {
            throw new StorageFullException(path, error);
        }
    }

    public override long Length => RandomAccess.GetLength(_handle);

    public override int Read(Span<byte> destination, long offset)
    {
        var total = 0;
        while (total < destination.Length)
        {
            var read = RandomAccess.Read(_handle, destination[total..], offset + total);
            if (read == 0)
                break;
            total += read;
        }

        return total;
    }

    public override void Write(ReadOnlySpan<byte> source, long offset)
    {
        try
        {
            RandomAccess.Write(_handle, source, offset);
        }
        catch (IOException error) when (IOErrors.IsStorageFull(error))
        {
            throw new StorageFullException(Path, error);
        }
    }

    public override void SetLength(long length) => RandomAccess.SetLength(_handle, length);

    // Not even a full disk is a typed error here: after any failed flush it is unknown what reached the disk.
    public override void Flush() => RandomAccess.FlushToDisk(_handle);

    public override MappedRegion Map(MapAccess access, long length) => FileMapping.Create(_handle, Path, access, length);

    public override void Dispose() => _handle.Dispose();
}
