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

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
            return;
        pool.Release(nodes);
        pool.Release(edges);
        pin?.Dispose();
    }
}
