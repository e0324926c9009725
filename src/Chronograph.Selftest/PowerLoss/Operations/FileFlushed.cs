namespace Chronograph.Selftest;

/// <summary>A flush of a file returned: its bytes and its length as they were when it began are durable. Its name may not be.</summary>
/// <param name="File">The file.</param>
/// <param name="Began">When the flush began: what changed from then on is not covered.</param>
internal sealed record FileFlushed(Inode File, int Began) : DiskOperation;
