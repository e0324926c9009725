using System.Text;

namespace Chronograph.Storage;

/// <summary>The lock on a whole file in memory.</summary>
/// <param name="path">Its name when it was locked.</param>
/// <param name="content">Locked and held already; let go of by <see cref="Dispose"/>.</param>
internal sealed class MemoryFileLock(string path, MemoryContent content) : FileLock
{
    private int _disposed;

    public override void Describe(string text)
    {
        content.SetLength(path, 0);
        content.Write(path, Encoding.UTF8.GetBytes(text), 0);
    }

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        content.Locks.Unlock();
        content.Release();
    }
}
