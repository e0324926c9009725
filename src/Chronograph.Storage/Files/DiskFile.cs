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
            FileIntent.CreateOrTruncate or FileIntent.OpenOrCreate => (FileMode.OpenOrCreate, FileAccess.ReadWrite),
            _ => throw new ArgumentOutOfRangeException(nameof(intent)),
        };
        if (intent != FileIntent.CreateNew)
            PlainFileCheck.ThrowIfOther(path); // one that is made follows no link and opens nothing else
        try
        {
            var handle = File.OpenHandle(path, mode, access, FileShare.ReadWrite | FileShare.Delete);
            if (mode != FileMode.Open)
                FilePermissions.CloseToOthers(handle);
            if (intent == FileIntent.CreateOrTruncate)
                Empty(handle);
            return new DiskFile(path, handle);
        }
        catch (IOException error) when (IOErrors.IsStorageFull(error))
        {
            throw new StorageFullException(path, error);
        }
        catch (IOException) when (intent == FileIntent.CreateNew)
        {
            PlainFileCheck.ThrowIfOther(path);
            throw;
        }
    }

    // A file that was truncated is written back by ext4 when it is closed, so a new one is left alone.
    private static void Empty(SafeFileHandle handle)
    {
        if (RandomAccess.GetLength(handle) > 0)
            RandomAccess.SetLength(handle, 0);
    }

    public override long Length => RandomAccess.GetLength(_handle);

    public override FileIdentity? Identity => FileNumbers.TryGet(_handle);

    public override bool IsUnshared => FileSharing.IsUnshared(_handle);

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
        catch (Exception error) when (offset >= 0 && IOErrors.IsStorageFull(error))
        {
            throw new StorageFullException(Path, error);
        }
    }

    public override void SetLength(long length)
    {
        try
        {
            RandomAccess.SetLength(_handle, length);
        }
        catch (Exception error) when (length >= 0 && IOErrors.IsStorageFull(error))
        {
            throw new StorageFullException(Path, error);
        }
    }

    // Not even a full disk is a typed error here: after any failed flush it is unknown what reached the disk.
    public override void Flush()
    {
        if (!DataSync.Try(_handle, Path))
            RandomAccess.FlushToDisk(_handle);
    }

    public override unsafe void Flush(MappedRegion region, long offset, long length)
    {
        if (!LinuxMemory.IsSupported)
        {
            Flush();
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, region.Length - offset);
        var page = offset / Environment.SystemPageSize * Environment.SystemPageSize;
        LinuxMemory.Sync(region.Pointer + page, offset + length - page, Path); // bound: just checked
    }

    public override MappedRegion Map(MapAccess access, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        var fileLength = Length;
        if (length > fileLength)
            throw new DamagedFileException(Path, fileLength, $"the file has {fileLength} bytes where {length} were expected");
        return access == MapAccess.ReadOnlyLasting && LastingMapping.Supports(length)
            ? LastingMapping.Create(_handle, Path, length)
            : FileMapping.Create(_handle, access, length);
    }

    public override void Dispose() => _handle.Dispose();
}
