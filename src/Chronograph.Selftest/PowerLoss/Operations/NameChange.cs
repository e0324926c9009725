namespace Chronograph.Selftest;

/// <summary>A directory got a name, lost one, or both at once. Nothing of it is durable yet.</summary>
/// <param name="Directory">The directory.</param>
/// <param name="Removed">The name that is gone; empty for none.</param>
/// <param name="Added">The name that is there now, in place of whatever had it; empty for none.</param>
/// <param name="Target">What the name stood for or stands for.</param>
/// <param name="IsDirectory">Whether that is a directory.</param>
internal sealed record NameChange(Inode Directory, string Removed, string Added, Inode Target, bool IsDirectory) : DiskOperation
{
    /// <summary>
    /// Whether the change before this one in the recording is the other half of a move between directories: this half
    /// never reaches the disk without that one, so that a moved file always has a name.
    /// </summary>
    public bool FollowsOtherHalf { get; init; }
}
