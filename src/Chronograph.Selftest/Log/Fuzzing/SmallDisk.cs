using Chronograph.Storage;

namespace Chronograph.Selftest;

/// <summary>A disk on which no file grows beyond a few megabytes, without flushes: what a hostile length asks for is refused.</summary>
internal sealed class SmallDisk : ForwardingFileSystem
{
    private const long LargestFile = 16L << 20;

    public override void SyncDirectory(string directory)
    {
    }

    protected override void Write(StorageFile file, ReadOnlySpan<byte> source, long offset)
    {
        ThrowIfTooLarge(file, offset + source.Length);
        file.Write(source, offset);
    }

    protected override void SetLength(StorageFile file, long length)
    {
        ThrowIfTooLarge(file, length);
        file.SetLength(length);
    }

    protected override void Flush(StorageFile file)
    {
    }

    private static void ThrowIfTooLarge(StorageFile file, long length)
    {
        if (length > LargestFile)
            throw new StorageFullException(file.Path);
    }
}
