using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Gives a segment file the size that all segments of its log have.</summary>
/// <param name="Path">The segment.</param>
/// <param name="Length">Bytes that the file has; 0 when it is missing.</param>
/// <param name="Size">Bytes that it gets.</param>
/// <param name="AsHole">Whether it may grow by a hole: only where nobody will store through a mapping.</param>
internal sealed record ResizeStep(string Path, long Length, long Size, bool AsHole = false)
    : RepairStep(Path, Math.Min(Length, Size), Math.Max(Length, Size), Describe(Length, Size))
{
    public override bool TakesOut => Length > Size;

    public override void Apply(LogDirectory directory)
    {
        using var file = directory.Files.Open(Path, FileIntent.OpenOrCreate);
        if (AsHole || file.Length > Size)
            file.SetLength(Size);
        SegmentPreparer.Extend(file, Size);
        file.Flush();
        directory.Files.SyncDirectory(directory.Path);
    }

    private static string Describe(long length, long size) => length == 0
        ? "the segment is missing; an empty one takes its place"
        : $"the file has {length} bytes where segments of this log have {size}; it gets that size";
}
