namespace Chronograph.Graph;

/// <summary>Walks the edges and tombstones of a segment by the merged numbers of source, type and target, which compare as their keys do.</summary>
internal sealed class MergedEdgeCursor : IMergeCursor<MergedEdgeCursor>
{
    private readonly EdgeRows _rows;
    private readonly EndpointMerge _endpoints;
    private readonly DictionaryMerge _types;
    private long _source = -1;
    private long _end;

    public MergedEdgeCursor(EdgeSegment segment, int layer, EndpointMerge endpoints, DictionaryMerge types)
    {
        Segment = segment;
        Layer = layer;
        _rows = segment.Out;
        _endpoints = endpoints;
        _types = types;
    }

    public EdgeSegment Segment { get; }

    public int Layer { get; }

    public long Row { get; private set; } = -1;

    /// <summary>Merged number of the source.</summary>
    public int Source { get; private set; }

    /// <summary>Merged code of the type.</summary>
    public int Type { get; private set; }

    /// <summary>Merged number of the target.</summary>
    public int Target { get; private set; }

    /// <summary>The type's code in the segment.</summary>
    public int OwnType { get; private set; }

    /// <summary>The source's number in the segment.</summary>
    public long OwnSource => _source;

    /// <summary>The target's number in the segment.</summary>
    public long OwnTarget { get; private set; }

    public bool IsDeleted { get; private set; }

    public bool MoveNext()
    {
        if (Row + 1 >= _rows.Count)
            return false;
        Row++;
        while (Row >= _end)
        {
            (_, _end) = _rows.Slice(++_source);
            Source = _endpoints.Number(Layer, _source);
        }

        OwnType = _rows.Type(Row);
        Type = _types.Code(Layer, OwnType);
        OwnTarget = _rows.Other(Row);
        Target = _endpoints.Number(Layer, OwnTarget);
        IsDeleted = _rows.HasDeleted && _rows.IsDeleted(Row);
        return true;
    }

    public int CompareKeyTo(MergedEdgeCursor other)
    {
        if (Source != other.Source)
            return Source.CompareTo(other.Source);
        return Type != other.Type ? Type.CompareTo(other.Type) : Target.CompareTo(other.Target);
    }
}
