namespace Chronograph.Selftest;

/// <summary>A change to a directory that is not known to be durable.</summary>
/// <param name="change">What changed.</param>
/// <param name="time">When.</param>
/// <param name="otherHalf">The half of a move that must be on the disk for this one to be.</param>
internal sealed class PendingName(NameChange change, int time, PendingName? otherHalf)
{
    public NameChange Change { get; } = change;

    public int Time { get; } = time;

    public PendingName? OtherHalf { get; } = otherHalf;

    /// <summary>Whether it has become durable.</summary>
    public bool Durable { get; private set; }

    /// <summary>Makes the change, for good.</summary>
    public void Settle(Dictionary<string, (Inode Inode, bool IsDirectory)> names)
    {
        Apply(names);
        Durable = true;
    }

    /// <summary>Makes the change to the names of an image. A loss counts only for what had the name then.</summary>
    public void Apply(Dictionary<string, (Inode Inode, bool IsDirectory)> names)
    {
        if (Change.Removed.Length > 0 && names.TryGetValue(Change.Removed, out var found) && found.Inode == Change.Target)
            names.Remove(Change.Removed);
        if (Change.Added.Length > 0)
            names[Change.Added] = (Change.Target, Change.IsDirectory);
    }
}
