namespace Chronograph.Storage;

/// <summary>Locks of the operating system on numbers, kept in a file that exists already. They end with <see cref="Dispose"/> or the process.</summary>
/// <remarks>
/// Each instance is an owner of its own, also within one process; what one owner locks twice is locked once, in the kind
/// asked for last. For one thread at a time.
/// </remarks>
internal abstract class NumberLocks : IDisposable
{
    /// <summary>Locks a range of numbers, all or none, without waiting.</summary>
    /// <returns>False when another owner, in whichever process, has a lock on one of them that excludes this one.</returns>
    /// <exception cref="IOException">The file system offers no such locks.</exception>
    public abstract bool TryLock(long first, long count, LockKind kind);

    public abstract void Dispose();
}
