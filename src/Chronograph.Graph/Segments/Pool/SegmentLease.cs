using System.Collections.Immutable;

namespace Chronograph.Graph;

/// <summary>The segments of one version, held open, and the pin that keeps those in place that were not opened yet.</summary>
internal sealed class SegmentLease(
    SegmentPool pool, ImmutableArray<PooledSegment> nodes, ImmutableArray<PooledSegment> edges, IDisposable? pin) : IDisposable
{
    private int _disposed;

    /// <summary>Oldest first.</summary>
    public NodeLayers Nodes { get; } = new(nodes);

    /// <summary>Oldest first.</summary>
    public EdgeLayers Edges { get; } = new(edges);

    public bool IsDisposed => Volatile.Read(ref _disposed) != 0;

    /// <summary>Opens every file that is not open yet.</summary>
    public void OpenAll() => Open(_ => true);

    /// <summary>Opens the files of those segments that another version does not have.</summary>
    public void OpenOthers(SegmentLease other)
    {
        var known = other.Segments.ToHashSet();
        Open(segment => !known.Contains(segment));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        pool.Release(nodes);
        pool.Release(edges);
        pin?.Dispose();
    }

    private IEnumerable<PooledSegment> Segments => nodes.Concat(edges);

    private void Open(Func<PooledSegment, bool> chosen)
    {
        foreach (var segment in Segments.Where(chosen))
            segment.EnsureOpen();
    }
}
