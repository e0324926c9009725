namespace Chronograph.Graph;

/// <summary>What a query had to look at, and whether it came to the end. Filled in while the query runs.</summary>
/// <remarks>Give a new one to each query; for one thread at a time. A query without one counts nothing.</remarks>
public sealed class QueryReport
{
    /// <summary>Segments of the version that could hold an answer, before anything is known about them.</summary>
    public int SegmentsConsidered { get; internal set; }

    /// <summary>Those whose types or files, as the manifest lists them, rule an answer out. They are not opened.</summary>
    public int SkippedByZoneMap { get; internal set; }

    /// <summary>Those whose filter says that they do not know the node: one cache line was read of each.</summary>
    public int SkippedByFilter { get; internal set; }

    /// <summary>Those whose files were needed, for their filter or for more.</summary>
    public int SegmentsOpened { get; internal set; }

    /// <summary>Rows of columns that were looked at, most of them in one column only.</summary>
    public long RowsTouched { get; internal set; }

    /// <summary>Whether a limit ended the query while there was more to find.</summary>
    public bool Truncated { get; internal set; }

    /// <summary>Where to go on when a list of nodes was truncated: the next <see cref="NodeQuery.After"/>.</summary>
    public NodeId? Resume { get; internal set; }
}
