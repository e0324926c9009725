namespace Chronograph.Graph;

/// <summary>
/// Several edge segments: a node gets a number when it is met, and each segment's local numbers are translated once.
/// </summary>
internal sealed class LayeredTopology : Topology
{
    private readonly EdgeLayers _layers;
    private readonly EdgeDirection _direction;
    private readonly byte[] _type;
    private readonly QueryReport? _report;
    private readonly List<Layer> _segments = [];
    private readonly Dictionary<NodeId, uint> _numbers = [];
    private readonly List<NodeId> _ids = [];

    // Without tombstones every row is an edge, and that a newer segment says one again does not matter to a walk.
    private bool _everyRowCounts = true;

    public LayeredTopology(EdgeLayers layers, EdgeDirection direction, string? type, QueryReport? report)
    {
        _layers = layers;
        _direction = direction;
        _type = type is null ? [] : StrictUtf8.Encoding.GetBytes(type);
        _report = report;
        for (var index = layers.Count - 1; index >= 0; index--)
            Open(index);
    }

    public override long Start(NodeId id, ReachedNodes reached)
    {
        if (!_segments.Exists(layer => layer.Segment.FindEndpoint(id) >= 0))
            return -1;
        var number = Number(id, reached);
        reached.Add(number);
        return number;
    }

    public override long Find(NodeId id) => _numbers.TryGetValue(id, out var number) ? number : -1;

    public override NodeId Id(uint number) => _ids[(int)number];

    public override ReadOnlySpan<byte> SemanticId(uint number)
    {
        foreach (var layer in _segments)
        {
            if (layer.Segment.FindEndpoint(Id(number)) is >= 0 and var local)
                return layer.Segment.SemanticIdBytes(local);
        }

        return default;
    }

    public override void Expand(ReadOnlySpan<uint> nodes, ReachedNodes reached)
    {
        foreach (var node in nodes)
        {
            if (!_everyRowCounts)
                ExpandEdges(node, reached, arrivals: null);
            else
                ExpandRows(Id(node), reached);
        }
    }

    public override void Expand(ReadOnlySpan<uint> nodes, ReachedNodes reached, List<Arrival> arrivals)
    {
        foreach (var node in nodes)
            ExpandEdges(node, reached, arrivals);
    }

    private void Open(int index)
    {
        if (_type.Length > 0 && !_layers.MayHoldType(index, _type))
        {
            _report?.Note(_layers.Name(index), SegmentUse.SkippedByZoneMap);
            return;
        }

        _report?.Note(_layers.Name(index), SegmentUse.Opened);
        var segment = _layers.Segment(index);
        var type = _type.Length == 0 ? -1 : segment.Types.Find(_type);
        if (_type.Length > 0 && type < 0)
            return;
        _everyRowCounts &= !segment.Out.HasDeleted;
        _segments.Add(new Layer(segment, type, new uint[segment.EndpointCount]));
    }

    private void ExpandRows(NodeId id, ReachedNodes reached)
    {
        foreach (var layer in _segments)
        {
            if (layer.Segment.FindEndpoint(id) is not (>= 0 and var local))
                continue;
            if (_direction != EdgeDirection.In)
                ExpandRows(layer, layer.Segment.Out, local, reached);
            if (_direction != EdgeDirection.Out)
                ExpandRows(layer, layer.Segment.In, local, reached);
        }
    }

    private void ExpandRows(Layer layer, EdgeRows rows, long local, ReachedNodes reached)
    {
        var (start, end) = layer.Type < 0 ? rows.Slice(local) : rows.Slice(local, layer.Type);
        _report?.RowsTouched += end - start;
        foreach (var other in rows.Others(start, end))
        {
            if (other >= layer.Numbers.Length)
                throw rows.Outside(other);
            ref var number = ref layer.Numbers[other];
            if (number == 0)
                number = Number(layer.Segment.Endpoint(other), reached) + 1;
            reached.Add(number - 1);
        }
    }

    private void ExpandEdges(uint node, ReachedNodes reached, List<Arrival>? arrivals)
    {
        foreach (var edge in new StoredEdges(new EdgeSliceSearch(_layers, Id(node), _type, report: null), _direction, ordered: true))
        {
            _report?.RowsTouched += 1;
            var number = Number(edge.OtherId, reached);
            if (reached.Add(number))
                arrivals?.Add(new Arrival(number, node, edge.Hit));
        }
    }

    private uint Number(NodeId id, ReachedNodes reached)
    {
        if (_numbers.TryGetValue(id, out var number))
            return number;
        number = checked((uint)_ids.Count);
        _numbers.Add(id, number);
        _ids.Add(id);
        reached.Grow(_ids.Count);
        return number;
    }

    /// <param name="Segment">An edge segment that has edges of the type.</param>
    /// <param name="Type">The code of the type in it; -1 for all.</param>
    /// <param name="Numbers">For each local number, one more than the walk's number; 0 where it was not met yet.</param>
    private readonly record struct Layer(EdgeSegment Segment, int Type, uint[] Numbers);
}
