namespace Chronograph.Graph;

/// <summary>Finds the rows of a node in a segment, asking first what costs least: the manifest, the filter, the index.</summary>
internal readonly ref struct EdgeSliceSearch(EdgeLayers layers, NodeId id, ReadOnlySpan<byte> type, QueryReport? report)
{
    private readonly NodeId _id = id;
    private readonly ReadOnlySpan<byte> _type = type;
    private readonly QueryReport? _report = report;

    public EdgeLayers Layers { get; } = layers;

    public bool TryFind(int layer, EdgeDirection direction, out EdgeSlice slice)
    {
        slice = default;
        _report?.SegmentsConsidered += 1;
        if (_type.Length > 0 && !Layers.MayHoldType(layer, _type))
        {
            _report?.SkippedByZoneMap += 1;
            return false;
        }

        _report?.SegmentsOpened += 1;
        var segment = Layers.Segment(layer);
        if (!segment.MayKnow(_id))
        {
            _report?.SkippedByFilter += 1;
            return false;
        }

        return TryFind(segment, direction, out slice);
    }

    private bool TryFind(EdgeSegment segment, EdgeDirection direction, out EdgeSlice slice)
    {
        slice = default;
        var code = -1;
        if (_type.Length > 0 && (code = segment.Types.Find(_type)) < 0)
            return false;
        var local = segment.FindKnown(_id);
        if (local < 0)
            return false;
        var rows = segment.Rows(direction);
        var (start, end) = code < 0 ? rows.Slice(local) : rows.Slice(local, code);
        _report?.RowsTouched += end - start;
        slice = new EdgeSlice(segment, rows, local, start, end);
        return start < end;
    }
}
