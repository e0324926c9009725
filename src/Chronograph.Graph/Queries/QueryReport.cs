using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>What a query had to look at, and whether it came to the end. Filled in while the query runs.</summary>
/// <remarks>Give a new one to each query; for one thread at a time. A query without one counts nothing.</remarks>
public sealed class QueryReport
{
    private readonly Dictionary<SegmentName, SegmentUse> _segments = [];

    /// <summary>Segments of the version that were asked, each once: those skipped for either reason, and those opened.</summary>
    public int SegmentsConsidered => _segments.Count;

    /// <summary>Those whose types or files, as the manifest lists them, rule an answer out. Their files are not touched.</summary>
    public int SkippedByZoneMap => Count(SegmentUse.SkippedByZoneMap);

    /// <summary>Those whose filter says that they know no node that was asked for: one cache line was read for each such node.</summary>
    public int SkippedByFilter => Count(SegmentUse.SkippedByFilter);

    /// <summary>Those of which more was read.</summary>
    public int SegmentsOpened => Count(SegmentUse.Opened);

    /// <summary>Rows of columns that were looked at, most of them in one column only.</summary>
    public long RowsTouched { get; internal set; }

    /// <summary>Whether a limit ended the query while there was more to find.</summary>
    public bool Truncated { get; internal set; }

    /// <summary>Where to go on when a list of nodes was truncated: the next <see cref="NodeQuery.After"/>.</summary>
    public NodeId? Resume { get; internal set; }

    /// <summary>Notes what became of a segment; of several notes the one that cost most stays.</summary>
    internal void Note(SegmentName segment, SegmentUse use)
    {
        ref var noted = ref CollectionsMarshal.GetValueRefOrAddDefault(_segments, segment, out _);
        noted = use > noted ? use : noted;
    }

    private int Count(SegmentUse use)
    {
        var count = 0;
        foreach (var noted in _segments.Values)
            count += noted == use ? 1 : 0;
        return count;
    }
}
