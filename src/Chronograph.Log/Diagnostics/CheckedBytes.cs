namespace Chronograph.Log;

/// <summary>Counts the bytes that checks on several threads have done, and tells whoever asked, now and then.</summary>
internal sealed class CheckedBytes(IProgress<long>? progress)
{
    private const long Step = 16 * 1024 * 1024;

    private long _total;

    /// <summary>Bytes so far.</summary>
    public long Total => Volatile.Read(ref _total);

    /// <summary>Adds bytes; reports whenever another 16 MiB are full.</summary>
    public void Add(long bytes)
    {
        var total = Interlocked.Add(ref _total, bytes);
        if (total / Step != (total - bytes) / Step)
            progress?.Report(total);
    }

    /// <summary>Reports the end.</summary>
    public void Finish() => progress?.Report(Total);
}
