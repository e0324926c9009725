namespace Chronograph.Selftest;

/// <summary>The durable names of a directory, and what was done to them since.</summary>
internal sealed class DirectoryHistory
{
    private readonly List<PendingName> _pending = [];

    /// <summary>The names that a power loss leaves if none of <see cref="Pending"/> reached the disk.</summary>
    public Dictionary<string, (Inode Inode, bool IsDirectory)> Durable { get; } = [];

    /// <summary>Changes since, in order; each may have reached the disk or not.</summary>
    public IReadOnlyList<PendingName> Pending => _pending;

    public void Change(PendingName name) => _pending.Add(name);

    /// <summary>Makes every change before a moment durable.</summary>
    /// <returns>Those changes.</returns>
    public IReadOnlyList<PendingName> Flush(int began)
    {
        var settled = _pending.TakeWhile(name => name.Time < began).ToList();
        foreach (var name in settled)
            Settle(name);
        return settled;
    }

    /// <summary>Makes one change durable.</summary>
    public void Settle(PendingName name)
    {
        name.Settle(Durable);
        _pending.Remove(name);
    }
}
