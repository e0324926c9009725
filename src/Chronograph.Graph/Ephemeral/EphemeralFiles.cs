using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>What an ephemeral store has in place of a directory.</summary>
internal sealed class EphemeralFiles(MemoryFileSystem memory, SegmentPool pool) : IDisposable
{
    private static int _last;

    /// <summary>The memory that is taken, also by what only snapshots still hold.</summary>
    public long Bytes => memory.Bytes;

    /// <summary>A path for a new store: of no file, and of no other store in this process.</summary>
    public static string NewPath() => Path.GetFullPath($"/ephemeral-{Interlocked.Increment(ref _last)}");

    /// <summary>Takes all names away. Snapshots that are open keep their segments, which are opened first.</summary>
    public void Dispose()
    {
        pool.OpenAll();
        memory.Dispose();
    }
}
