using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Hands out segment numbers to any thread. One that a crash left a file under is passed over for good.</summary>
internal sealed class SegmentIds(FileSystem files, StorePaths paths, long next)
{
    private readonly Lock _gate = new();
    private readonly long _first = next;
    private long _next = next; // guarded by _gate

    /// <summary>Higher than every number handed out.</summary>
    public long Next
    {
        get
        {
            lock (_gate)
                return _next;
        }
    }

    public long Take()
    {
        lock (_gate)
        {
            while (IsUsed(SegmentKind.Nodes) || IsUsed(SegmentKind.Edges))
                _next++;
            return _next < ManifestReader.LargestCount
                ? _next++
                : throw new DamagedFileException(paths.Current, 0, "the newest version leaves no number for a segment"); // no writer came so far
        }
    }

    /// <summary>Whether this writer may have handed the number out, so that a file of it may be one that is being made.</summary>
    public bool MayBeInUse(long id) => id >= _first && id < Next;

    private bool IsUsed(SegmentKind kind)
    {
        var path = paths.Segment(new SegmentName(_next, kind));
        return files.FileExists(path) || files.FileExists(paths.InGc(path));
    }
}
