using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Gathers the metadata of those edges that have any.</summary>
internal sealed class EdgeMetadataBuilder
{
    private readonly Dictionary<int, byte[]> _byEdge = [];

    public void Add(int edge, ReadOnlySpan<byte> metadata) => _byEdge.Add(edge, metadata.ToArray());

    /// <param name="order">The edge that stands in each row of the out order.</param>
    public void WriteTo(SegmentWriter writer, ReadOnlySpan<int> order)
    {
        if (_byEdge.Count == 0)
            return;
        var rows = new List<int>(_byEdge.Count);
        var texts = new TextBuilder();
        for (var row = 0; row < order.Length; row++)
        {
            if (!_byEdge.TryGetValue(order[row], out var metadata))
                continue;
            rows.Add(row);
            texts.Add(metadata);
        }

        writer.WriteColumn(ColumnId.EdgeMetadataRows, 32, rows.Count, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(rows)));
        texts.WriteTo(writer, ColumnId.EdgeMetadataOffsets, ColumnId.EdgeMetadataBytes);
    }
}
