using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Hands out segment numbers. One that a crashed or failed commit left a file under is passed over for good.</summary>
internal sealed class SegmentIds(FileSystem files, StorePaths paths, long next)
{
    /// <summary>The number after the last one handed out.</summary>
    public long Next { get; private set; } = next;

    public long Take()
    {
        while (IsUsed(SegmentKind.Nodes) || IsUsed(SegmentKind.Edges))
            Next++;
        return Next++;
    }

    private bool IsUsed(SegmentKind kind) => files.FileExists(paths.Segment(new SegmentName(Next, kind)));
}
