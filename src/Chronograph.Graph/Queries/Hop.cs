using System.Runtime.ExceptionServices;
using System.Text;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Collects the edges of one node: a slice of each segment that knows the node, the newest first.</summary>
/// <remarks>Keeps its buffers from node to node. For one thread at a time.</remarks>
internal sealed class Hop(EdgeLayers layers, EdgeDirection direction, string? type)
{
    private static readonly Comparer<EdgeHit> ByTypeAndOther = Comparer<EdgeHit>.Create(EdgeHit.Compare);

    private readonly byte[]? _type = type is null ? null : Encoding.UTF8.GetBytes(type);
    private readonly List<RowSlice> _slices = [];
    private readonly List<EdgeHit> _hits = [];

    /// <summary>The edges, by direction, type and other end. Valid until the next call.</summary>
    public List<EdgeHit> Collect(NodeId id)
    {
        _hits.Clear();
        if (direction != EdgeDirection.In)
            Collect(id, EdgeDirection.Out);
        if (direction != EdgeDirection.Out)
            Collect(id, EdgeDirection.In);
        return _hits;
    }

    private void Collect(NodeId id, EdgeDirection way)
    {
        _slices.Clear();
        var first = _hits.Count;
        for (var layer = layers.Count - 1; layer >= 0; layer--)
        {
            if (FindSlice(layers.Segment(layer), id, way) is not { } slice)
                continue;
            AddVisible(slice);
            _slices.Add(slice);
        }

        if (_slices.Count > 1)
            SortFrom(first);
    }

    /// <summary>Sorting reads the segments, and wraps what its comparison throws: damage must come out as what it is.</summary>
    private void SortFrom(int first)
    {
        try
        {
            _hits.Sort(first, _hits.Count - first, ByTypeAndOther);
        }
        catch (InvalidOperationException error) when (error.InnerException is ChronographException damage)
        {
            ExceptionDispatchInfo.Throw(damage);
        }
    }

    private RowSlice? FindSlice(EdgeSegment segment, NodeId id, EdgeDirection way)
    {
        var code = -1;
        if (_type is not null && (code = segment.Types.Find(_type)) < 0)
            return null;
        var local = segment.FindEndpoint(id);
        if (local < 0)
            return null;
        var rows = segment.Rows(way);
        var (start, end) = code < 0 ? rows.Slice(local) : rows.Slice(local, code);
        return start < end ? new RowSlice(segment, rows, way, local, start, end) : null;
    }

    private void AddVisible(RowSlice slice)
    {
        for (var row = slice.Start; row < slice.End; row++)
        {
            if (slice.Rows.HasDeleted && slice.Rows.IsDeleted(row))
                continue;
            var hit = new EdgeHit(slice.Segment, slice.Way, row, slice.Local, slice.Rows.Other(row));
            if (_slices.Count == 0 || !IsOverridden(hit))
                _hits.Add(hit);
        }
    }

    /// <summary>Only a newer slice of the same node can override an edge; most newer segments do not even know its other end.</summary>
    private bool IsOverridden(EdgeHit hit)
    {
        var otherId = hit.OtherId;
        foreach (var newer in _slices)
        {
            var other = newer.Segment.FindEndpoint(otherId);
            if (other < 0)
                continue;
            var code = newer.Segment.Types.Find(hit.Segment.Types.Bytes(hit.Type));
            if (code >= 0 && newer.Rows.Find(newer.Local, code, other) >= 0)
                return true;
        }

        return false;
    }

    private readonly record struct RowSlice(
        EdgeSegment Segment, EdgeRows Rows, EdgeDirection Way, long Local, long Start, long End);
}
