namespace Chronograph.Storage;

/// <summary>Counts the memory that the files of one file system take. Any thread may call.</summary>
internal sealed class MemoryUse
{
    private long _bytes;

    public long Bytes => Interlocked.Read(ref _bytes);

    public void Add(long bytes) => Interlocked.Add(ref _bytes, bytes);
}
