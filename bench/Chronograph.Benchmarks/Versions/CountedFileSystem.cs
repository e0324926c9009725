using Chronograph.Selftest;
using Chronograph.Storage;

namespace Chronograph.Benchmarks;

/// <summary>The disk, with every byte counted that is written to files: by commits, and by merges in the background.</summary>
/// <remarks>Not the history, whose log prepares room ahead; what its messages take is counted there.</remarks>
internal sealed class CountedFileSystem(string uncounted) : ForwardingFileSystem
{
    private const string Merging = "Chronograph compaction"; // the thread's name

    private long _byCommits;
    private long _byMerges;

    public long ByCommits => Volatile.Read(ref _byCommits);

    public long ByMerges => Volatile.Read(ref _byMerges);

    protected override void Write(StorageFile file, ReadOnlySpan<byte> source, long offset)
    {
        base.Write(file, source, offset);
        if (!file.Path.StartsWith(uncounted, StringComparison.Ordinal))
            Interlocked.Add(ref Thread.CurrentThread.Name == Merging ? ref _byMerges : ref _byCommits, source.Length);
    }
}
