namespace Chronograph.Graph;

/// <summary>A node where it is stored: its texts are UTF-8 in the mapped file, read when they are asked for.</summary>
/// <remarks>Valid until the snapshot is disposed, and spans of it as well; nothing is allocated but by <see cref="ToNode"/>.</remarks>
public readonly ref struct StoredNode
{
    private readonly NodeSegment _segment;
    private readonly long _row;

    internal StoredNode(NodeSegment segment, long row)
    {
        _segment = segment;
        _row = row;
    }

    /// <summary>The 128-bit id.</summary>
    public NodeId Id => _segment.Id(_row);

    /// <summary>The identity.</summary>
    public ReadOnlySpan<byte> SemanticId => _segment.SemanticId(_row);

    /// <summary>The kind of node.</summary>
    public ReadOnlySpan<byte> Type => _segment.Types.Bytes(_segment.TypeCode(_row));

    /// <summary>The short name.</summary>
    public ReadOnlySpan<byte> Name => _segment.Names.Bytes(_segment.NameCode(_row));

    /// <summary>The file that the node comes from, or empty.</summary>
    public ReadOnlySpan<byte> File => _segment.Files.Bytes(_segment.FileCode(_row));

    /// <summary>A hash of what the node means, or 0 when that is unknown.</summary>
    public ulong ContentHash => _segment.ContentHash(_row);

    /// <summary>JSON text, or empty.</summary>
    public ReadOnlySpan<byte> Metadata => _segment.Metadata(_row);

    /// <summary>Copies the node to the heap.</summary>
    public Node ToNode() => _segment.Node(_row);
}
