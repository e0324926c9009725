using System.Collections.Immutable;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Keeps each segment open once, for as long as anyone holds it. Any thread may call.</summary>
internal sealed class SegmentPool(FileSystem files, string directory)
{
    private readonly Lock _gate = new();

    // Guarded by _gate.
    private readonly Dictionary<SegmentName, PooledSegment> _segments = [];

    /// <summary>Holds all segments of a version until the lease is disposed.</summary>
    /// <param name="pin">What keeps the files of the version from being collected; let go of with the lease.</param>
    public SegmentLease Lease(VersionState state, IDisposable? pin = null)
    {
        lock (_gate)
            return new SegmentLease(
                this,
                [.. state.NodeSegments.Select(descriptor => Hold(SegmentKind.Nodes, descriptor))],
                [.. state.EdgeSegments.Select(descriptor => Hold(SegmentKind.Edges, descriptor))],
                pin);
    }

    public void Release(ImmutableArray<PooledSegment> segments)
    {
        lock (_gate)
        {
            foreach (var segment in segments)
            {
                if (--segment.Holders > 0)
                    continue;
                _segments.Remove(segment.Name);
                segment.Close();
            }
        }
    }

    /// <summary>Opens every segment that is held, so that it stays readable when its file loses its name.</summary>
    public void OpenAll()
    {
        lock (_gate)
        {
            foreach (var segment in _segments.Values)
                segment.EnsureOpen();
        }
    }

    private PooledSegment Hold(SegmentKind kind, SegmentDescriptor descriptor)
    {
        var name = new SegmentName(descriptor.SegmentId, kind);
        if (!_segments.TryGetValue(name, out var segment))
            _segments.Add(name, segment = new PooledSegment(files, directory, name, descriptor));
        segment.Holders++;
        return segment;
    }
}
