namespace Chronograph.Graph;

/// <summary>One edge segment: its local numbers are the numbers, so walking it hashes and searches nothing.</summary>
internal sealed class SegmentTopology : Topology
{
    private readonly EdgeSegment? _segment;
    private readonly EdgeDirection _direction;
    private readonly int _type = -1;
    private readonly QueryReport? _report;

    public SegmentTopology(EdgeLayers layers, EdgeDirection direction, string? type, QueryReport? report)
    {
        _direction = direction;
        _report = report;
        var name = type is null ? default : StrictUtf8.Encoding.GetBytes(type).AsSpan();
        if (type is not null && !layers.MayHoldType(0, name))
        {
            report?.Note(layers.Name(0), SegmentUse.SkippedByZoneMap);
            return;
        }

        report?.Note(layers.Name(0), SegmentUse.Opened);
        _segment = layers.Segment(0);
        if (type is not null && (_type = _segment.Types.Find(name)) < 0)
            _segment = null;
    }

    public override long Start(NodeId id, ReachedNodes reached)
    {
        var number = Find(id);
        if (number < 0)
            return -1;
        reached.Grow(_segment!.EndpointCount);
        reached.Add((uint)number);
        return number;
    }

    public override long Find(NodeId id) => _segment?.FindEndpoint(id) ?? -1;

    public override NodeId Id(uint number) => _segment!.Endpoint(number);

    public override ReadOnlySpan<byte> SemanticId(uint number) => _segment!.SemanticIdBytes(number);

    public override void Expand(ReadOnlySpan<uint> nodes, ReachedNodes reached)
    {
        if (_direction != EdgeDirection.In)
            Expand(_segment!.Out, nodes, reached);
        if (_direction != EdgeDirection.Out)
            Expand(_segment!.In, nodes, reached);
    }

    public override void Expand(ReadOnlySpan<uint> nodes, ReachedNodes reached, List<Arrival> arrivals)
    {
        foreach (var node in nodes)
        {
            if (_direction != EdgeDirection.In)
                Expand(_segment!.Out, node, reached, arrivals);
            if (_direction != EdgeDirection.Out)
                Expand(_segment!.In, node, reached, arrivals);
        }
    }

    private void Expand(EdgeRows rows, ReadOnlySpan<uint> nodes, ReachedNodes reached)
    {
        var touched = 0L;
        foreach (var node in nodes)
        {
            var (start, end) = Slice(rows, node);
            touched += end - start;
            if (rows.HasDeleted)
                ExpandPresent(rows, start, end, reached);
            else
                ExpandAll(rows, rows.Others(start, end), reached);
        }

        _report?.RowsTouched += touched;
    }

    private static void ExpandAll(EdgeRows rows, ReadOnlySpan<uint> others, ReachedNodes reached)
    {
        var capacity = reached.Capacity;
        foreach (var other in others)
        {
            if (other >= capacity)
                throw rows.Outside(other);
            reached.Add(other);
        }
    }

    private static void ExpandPresent(EdgeRows rows, long start, long end, ReachedNodes reached)
    {
        for (var row = start; row < end; row++)
        {
            if (!rows.IsDeleted(row))
                reached.Add((uint)rows.Other(row));
        }
    }

    private void Expand(EdgeRows rows, uint node, ReachedNodes reached, List<Arrival> arrivals)
    {
        var (start, end) = Slice(rows, node);
        _report?.RowsTouched += end - start;
        for (var row = start; row < end; row++)
        {
            if (rows.HasDeleted && rows.IsDeleted(row))
                continue;
            var other = rows.Other(row);
            if (reached.Add((uint)other))
                arrivals.Add(new Arrival((uint)other, node, new EdgeHit(_segment!, rows.Direction, row, node, other)));
        }
    }

    private (long Start, long End) Slice(EdgeRows rows, uint node) => _type < 0 ? rows.Slice(node) : rows.Slice(node, _type);
}
