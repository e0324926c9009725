namespace Chronograph.Graph;

/// <summary>Finds the rows of a node in a segment, asking first what costs least: the manifest, the filter, the index.</summary>
internal readonly ref struct EdgeSliceSearch(EdgeLayers layers, NodeId id, ReadOnlySpan<byte> type, QueryReport? report)
{
    private const int MostFetched = 16;

    private readonly NodeId _id = id;
    private readonly ReadOnlySpan<byte> _type = type;
    private readonly QueryReport? _report = report;

    public EdgeLayers Layers { get; } = layers;

    /// <summary>
    /// Begins to fetch what finding the rows will read in the newest layers, step by step: the memory brings what several
    /// layers need in the time that it takes to bring it for one.
    /// </summary>
    public void Fetch(EdgeDirection direction)
    {
        var oldest = Math.Max(0, Layers.Count - MostFetched);
        for (var layer = Layers.Count - 1; layer >= oldest && Layers.Count > 1; layer--)
        {
            if (MayHoldType(layer))
                Layers.Segment(layer).FetchIndex(_id);
        }

        for (var layer = Layers.Count - 1; layer >= oldest; layer--)
        {
            if (MayHoldType(layer))
                Layers.Segment(layer).FetchRows(_id, direction);
        }
    }

    public bool TryFind(int layer, EdgeDirection direction, out EdgeSlice slice)
    {
        if (!MayHoldType(layer))
            return Skipped(layer, SegmentUse.SkippedByZoneMap, out slice);
        var segment = Layers.Segment(layer);
        if (!segment.MayKnow(_id))
            return Skipped(layer, SegmentUse.SkippedByFilter, out slice);
        _report?.Note(Layers.Name(layer), SegmentUse.Opened);
        return TryFind(segment, direction, out slice);
    }

    private bool Skipped(int layer, SegmentUse why, out EdgeSlice slice)
    {
        slice = default;
        _report?.Note(Layers.Name(layer), why);
        return false;
    }

    private bool MayHoldType(int layer) => _type.Length == 0 || Layers.MayHoldType(layer, _type);

    private bool TryFind(EdgeSegment segment, EdgeDirection direction, out EdgeSlice slice)
    {
        var code = _type.Length > 0 ? segment.Types.Find(_type) : -1;
        var local = _type.Length > 0 && code < 0 ? -1 : segment.FindKnown(_id);
        if (local < 0)
        {
            slice = default;
            return false;
        }

        var rows = segment.Rows(direction);
        var (start, end) = code < 0 ? rows.Slice(local) : rows.Slice(local, code);
        _report?.RowsTouched += end - start;
        slice = new EdgeSlice(segment, rows, local, start, end);
        return start < end;
    }
}
