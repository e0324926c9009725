namespace Chronograph.Graph;

/// <summary>An edge of a node where it is stored: its texts are UTF-8 in the mapped file, read when they are asked for.</summary>
/// <remarks>Valid until the snapshot is disposed, and spans of it as well; nothing is allocated but by <see cref="ToEdge"/>.</remarks>
public readonly ref struct StoredEdge
{
    private readonly EdgeSegment _segment;
    private readonly EdgeRows _rows;
    private readonly long _row;
    private readonly long _own;

    internal StoredEdge(EdgeSegment segment, EdgeRows rows, long row, long own)
    {
        _segment = segment;
        _rows = rows;
        _row = row;
        _own = own;
    }

    /// <summary><see cref="EdgeDirection.Out"/> or <see cref="EdgeDirection.In"/>, seen from the node that was asked for.</summary>
    public EdgeDirection Direction => _rows.Direction;

    /// <summary>The kind of edge.</summary>
    public ReadOnlySpan<byte> Type => _segment.Types.Bytes(_rows.Type(_row));

    /// <summary>The node at the other end.</summary>
    public NodeId OtherId => _segment.Endpoint(_rows.Other(_row));

    /// <summary>The semantic id of the node at the other end.</summary>
    public ReadOnlySpan<byte> OtherSemanticId => _segment.SemanticIdBytes(_rows.Other(_row));

    /// <summary>JSON text, or empty.</summary>
    public ReadOnlySpan<byte> Metadata => Hit.Metadata;

    internal EdgeHit Hit => new(_segment, Direction, _row, _own, _rows.Other(_row));

    /// <summary>Copies the edge to the heap.</summary>
    public Edge ToEdge()
    {
        var hit = Hit;
        return hit.ToEdge(hit.OwnSemanticId, hit.OtherSemanticId);
    }
}
