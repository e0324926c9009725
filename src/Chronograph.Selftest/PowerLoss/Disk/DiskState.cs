namespace Chronograph.Selftest;

/// <summary>What a disk surely holds at a moment, and everything that it may hold besides because nobody flushed it yet.</summary>
internal sealed class DiskState
{
    private readonly Dictionary<Inode, FileHistory> _files = [];
    private readonly Dictionary<Inode, DirectoryHistory> _directories = new() { [Inode.Root] = new() };
    private PendingName? _lastName;

    public FileHistory File(Inode inode) => GetOrAdd(_files, inode);

    public DirectoryHistory Directory(Inode inode) => GetOrAdd(_directories, inode);

    /// <summary>Takes an operation into account.</summary>
    /// <param name="operation">The next one of the recording.</param>
    /// <param name="time">Its place there.</param>
    public void Apply(DiskOperation operation, int time)
    {
        switch (operation)
        {
            case FileChange change:
                File(change.File).Change(change, time);
                break;
            case FileFlushed flushed:
                File(flushed.File).Flush(flushed);
                break;
            case NameChange change:
                _lastName = new PendingName(change, time, change.FollowsOtherHalf ? _lastName : null);
                Directory(change.Directory).Change(_lastName);
                break;
            case DirectoryFlushed flushed:
                Flush(flushed);
                break;
        }
    }

    // A lost old name implies the new one, wherever that is.
    private void Flush(DirectoryFlushed flushed)
    {
        foreach (var name in Directory(flushed.Directory).Flush(flushed.Began))
        {
            if (name.OtherHalf is { Durable: false } other)
                Directory(other.Change.Directory).Settle(other);
        }
    }

    private static T GetOrAdd<T>(Dictionary<Inode, T> histories, Inode inode)
        where T : new()
    {
        if (!histories.TryGetValue(inode, out var history))
            histories[inode] = history = new T();
        return history;
    }
}
