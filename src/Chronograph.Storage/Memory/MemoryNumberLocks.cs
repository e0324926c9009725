namespace Chronograph.Storage;

/// <summary>One owner of locks on the numbers of a file in memory.</summary>
/// <param name="content">Held already; let go of by <see cref="Dispose"/>.</param>
internal sealed class MemoryNumberLocks(MemoryContent content) : NumberLocks
{
    private int _disposed;

    public override bool TryLock(long first, long count, LockKind kind) =>
        content.Locks.TryLock(this, first, first + count - 1, kind);

    public override void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        content.Locks.Release(this);
        content.Release();
    }
}
