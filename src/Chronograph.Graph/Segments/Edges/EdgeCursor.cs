namespace Chronograph.Graph;

/// <summary>Walks the edges and tombstones of an edge segment by source id, type, target id.</summary>
internal sealed class EdgeCursor : IMergeCursor<EdgeCursor>
{
    private readonly EdgeRows _rows;
    private long _end;

    public EdgeCursor(EdgeSegment segment, int layer)
    {
        Segment = segment;
        Layer = layer;
        _rows = segment.Out;
    }

    public EdgeSegment Segment { get; }

    public int Layer { get; }

    public long Row { get; private set; } = -1;

    /// <summary>Local number of the source.</summary>
    public long Source { get; private set; } = -1;

    public NodeId SourceId { get; private set; }

    /// <summary>Local number of the target.</summary>
    public long Target => _rows.Other(Row);

    public NodeId TargetId => Segment.Endpoint(Target);

    public int Type => _rows.Type(Row);

    public bool IsDeleted => _rows.HasDeleted && _rows.IsDeleted(Row);

    public bool MoveNext()
    {
        if (Row + 1 >= _rows.Count)
            return false;
        Row++;
        while (Row >= _end)
        {
            (_, _end) = _rows.Slice(++Source);
            if (Row < _end)
                SourceId = Segment.Endpoint(Source);
        }

        return true;
    }

    public int CompareKeyTo(EdgeCursor other)
    {
        var order = SourceId.CompareTo(other.SourceId);
        if (order == 0)
            order = Segment.Types.Bytes(Type).SequenceCompareTo(other.Segment.Types.Bytes(other.Type));
        return order != 0 ? order : TargetId.CompareTo(other.TargetId);
    }

    public Edge ToEdge() => new(
        Segment.SemanticId(Source), Segment.Types.Text(Type), Segment.SemanticId(Target), Segment.MetadataText(Row));
}
