using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Hands out segment numbers to any thread. One that a crash left a file under is passed over for good.</summary>
internal sealed class SegmentIds(FileSystem files, StorePaths paths, long next)
{
    private readonly Lock _gate = new();
    private readonly long _first = next;

    // Guarded by _gate.
    private long _next = next;
    private bool _isFree; // whether _next is known to have no file

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
            PassUsed();
            _isFree = false;
            return _next < ManifestReader.LargestCount
                ? _next++
                : throw new DamagedFileException(paths.Current, 0, "the newest version leaves no number for a segment"); // no writer came so far
        }
    }

    /// <summary>Looks for the number that is next, so that who takes it need not: only this writer makes files of such numbers.</summary>
    public void LookAhead()
    {
        lock (_gate)
            PassUsed();
    }

    /// <summary>Whether this writer may have handed the number out, so that a file of it may be one that is being made.</summary>
    public bool MayBeInUse(long id) => id >= _first && id < Next;

    private void PassUsed()
    {
        while (!_isFree)
        {
            _isFree = !IsUsed(SegmentKind.Nodes) && !IsUsed(SegmentKind.Edges);
            _next += _isFree ? 0 : 1;
        }
    }

    private bool IsUsed(SegmentKind kind)
    {
        var path = paths.Segment(new SegmentName(_next, kind));
        return files.FileExists(path) || files.FileExists(paths.InGc(path));
    }
}
