namespace Chronograph.Graph;

/// <summary>Finds the rows of a node in a segment, asking first what costs least: the manifest, the filter, the index.</summary>
internal readonly ref struct EdgeSliceSearch(EdgeLayers layers, NodeId id, ReadOnlySpan<byte> type, QueryReport? report)
{
    private const int MostTouched = 16;

    private readonly NodeId _id = id;
    private readonly ReadOnlySpan<byte> _type = type;
    private readonly QueryReport? _report = report;

    public EdgeLayers Layers { get; } = layers;

    /// <summary>Reads ahead what finding the rows in the newest layers will read: memory answers many questions in the time of one.</summary>
    /// <returns>Nothing of meaning: reading is left out unless something becomes of it.</returns>
    public long Touch(EdgeDirection direction)
    {
        // A search by type opens only the segments whose zone map has it.
        if (Layers.Count < 2 || _type.Length > 0)
            return 0;
        Span<long> places = stackalloc long[Math.Min(Layers.Count, MostTouched)];
        var oldest = Layers.Count - places.Length;
        for (var place = 0; place < places.Length; place++)
            places[place] = Layers.Segment(oldest + place).Guess(_id);
        var touched = 0L;
        for (var place = 0; place < places.Length; place++)
            touched += Layers.Segment(oldest + place).Touch(places[place], direction);
        return touched;
    }

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
