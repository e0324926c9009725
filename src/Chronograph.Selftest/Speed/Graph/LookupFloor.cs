using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>
/// What looking up an id in one segment must wait for, and nothing else: the same cache lines of the same mapped file are
/// read, each address from what was read before, and nothing is compared, counted or checked.
/// </summary>
/// <remarks>
/// The line of the filter; where the bucket of the id begins; then the first and the last line of the bucket, and where
/// edges are asked for also where those of the first node of the bucket begin, which does not wait for the ids.
/// </remarks>
internal readonly ref struct LookupFloor
{
    private readonly ReadOnlySpan<ulong> _filter;
    private readonly ReadOnlySpan<uint> _index;
    private readonly ReadOnlySpan<ulong> _ids;
    private readonly ReadOnlySpan<uint> _rows;
    private readonly int _shift;

    private LookupFloor(SegmentFile file, ColumnId filter, ColumnId index, ColumnId ids, ColumnId? rows)
    {
        _filter = Column<ulong>(file, filter);
        _index = Column<uint>(file, index);
        _ids = Column<ulong>(file, ids);
        _rows = rows is { } column ? Column<uint>(file, column) : default;
        _shift = _index.IsEmpty ? 0 : 64 - (int)long.Log2(_index.Length - 1);
    }

    /// <summary>Of a compacted version's nodes, and of the edges that leave them.</summary>
    public static IEnumerable<GraphSpeedFigure> Measure(GraphSnapshot snapshot, NodeId[] ids)
    {
        var nodes = snapshot.NodeLayers.Segment(0).File;
        if (!nodes.TryGetColumn(ColumnId.NodeIdIndex, out _))
            return []; // so few nodes that they have no index
        var edges = snapshot.EdgeLayers.Segment(0).File;
        return
        [
            new("reads of a hit alone, floor", Timing.Ns((from, count) => OfNodes(nodes).Run(ids, from, count)), "ns"),
            new("reads of a hit alone, each hit after the last, floor", Timing.Ns((from, count) => OfNodes(nodes).RunChained(ids, from, count)), "ns"),
            new("reads of a hop alone, floor", Timing.Ns((from, count) => OfEdges(edges).Run(ids, from, count)), "ns"),
            new("reads of a hop alone, each hop after the last, floor", Timing.Ns((from, count) => OfEdges(edges).RunChained(ids, from, count)), "ns"),
        ];
    }

    private static LookupFloor OfNodes(SegmentFile file) =>
        new(file, ColumnId.NodeFilter, ColumnId.NodeIdIndex, ColumnId.NodeIds, rows: null);

    private static LookupFloor OfEdges(SegmentFile file) =>
        new(file, ColumnId.EndpointFilter, ColumnId.EndpointIdIndex, ColumnId.EndpointIds, ColumnId.OutOffsets);

    /// <summary>Lookups that do not depend on one another, so that the processor may begin one before the last is done.</summary>
    private long Run(NodeId[] ids, int from, int count)
    {
        var sum = 0UL;
        for (var step = from; step < from + count; step++)
            sum += Reads(ids[step % ids.Length].High);
        return (long)sum;
    }

    /// <summary>Each lookup begins with what the last one read.</summary>
    private long RunChained(NodeId[] ids, int from, int count)
    {
        var sum = 0UL;
        for (var step = from; step < from + count; step++)
            sum = Reads(ids[step % ids.Length].High ^ (sum >> 63));
        return (long)sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Reads(ulong key)
    {
        const int WordsPerBlock = 8;
        const int WordsPerId = 2;
        var filter = _filter[(int)Math.BigMul(key, (ulong)_filter.Length / WordsPerBlock, out _) * WordsPerBlock];
        var bucket = (int)(key >> _shift);
        var (start, end) = ((int)_index[bucket], (int)_index[bucket + 1]);
        var ids = _ids[start * WordsPerId] + _ids[Math.Max(start, end - 1) * WordsPerId];
        return (filter + ids + (_rows.IsEmpty ? 0 : _rows[start])) >> 1;
    }

    private static ReadOnlySpan<T> Column<T>(SegmentFile file, ColumnId id)
        where T : struct =>
        file.TryGetColumn(id, out var entry) ? MemoryMarshal.Cast<byte, T>(file.Read(entry.Offset, (int)entry.Length)) : default;
}
