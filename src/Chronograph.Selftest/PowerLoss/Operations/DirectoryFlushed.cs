namespace Chronograph.Selftest;

/// <summary>A flush of a directory returned: its names as they were when it began are durable.</summary>
/// <param name="Directory">The directory.</param>
/// <param name="Began">When the flush began: what changed from then on is not covered.</param>
internal sealed record DirectoryFlushed(Inode Directory, int Began) : DiskOperation;
