namespace Chronograph.Selftest;

/// <summary>A flush returned: bytes of a file and its length as they were when it began are durable. Its name may not be.</summary>
/// <param name="File">The file.</param>
/// <param name="Began">When the flush began: what changed from then on is not covered.</param>
/// <param name="FirstPage">The first page that was flushed.</param>
/// <param name="LastPage">The last one; those behind may be as old as ever.</param>
internal sealed record FileFlushed(Inode File, int Began, long FirstPage = 0, long LastPage = long.MaxValue) : DiskOperation
{
    /// <summary>Whether a page was flushed.</summary>
    public bool Covers(long page) => page >= FirstPage && page <= LastPage;
}
