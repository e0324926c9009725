using System.Runtime.InteropServices;
using System.Text;

namespace Chronograph.Graph;

/// <summary>Gathers the nodes that edges touch, and gives them their final numbers, by id, at the end.</summary>
internal sealed class EndpointBuilder
{
    private readonly Dictionary<NodeId, int> _numbers = [];
    private readonly List<NodeId> _ids = [];
    private readonly List<byte[]> _semanticIds = [];

    public int Count => _ids.Count;

    public NodeId Id(int number) => _ids[number];

    public int Add(NodeId id, ReadOnlySpan<byte> semanticId)
    {
        if (_numbers.TryGetValue(id, out var number))
        {
            if (!semanticId.SequenceEqual(_semanticIds[number]))
                throw IdentityConflict.Between(id, Encoding.UTF8.GetString(_semanticIds[number]), Encoding.UTF8.GetString(semanticId));
            return number;
        }

        _numbers.Add(id, _ids.Count);
        _ids.Add(id);
        _semanticIds.Add(semanticId.ToArray());
        return _ids.Count - 1;
    }

    /// <summary>Writes the table in order and returns the final number of each provisional one.</summary>
    public int[] WriteTo(SegmentWriter writer)
    {
        var ids = _ids.ToArray();
        var order = CountingSort.Identity(ids.Length);
        Array.Sort(ids, order);

        writer.BeginColumn(ColumnId.EndpointIds, NodeId.Size * 8, ids.Length);
        Span<byte> bytes = stackalloc byte[NodeId.Size];
        foreach (var id in ids)
        {
            id.Write(bytes);
            writer.Write(bytes);
        }

        WriteSemanticIds(writer, order);
        var filter = BloomFilter.Build(ids);
        writer.WriteColumn(ColumnId.EndpointFilter, BloomFilter.BlockBytes * 8, filter.Length / BloomFilter.BlockBytes, filter);
        WriteIndex(writer, ids);
        return Invert(order);
    }

    private void WriteSemanticIds(SegmentWriter writer, int[] order)
    {
        var texts = new TextBuilder();
        foreach (var number in order)
            texts.Add(_semanticIds[number]);
        texts.WriteTo(writer, ColumnId.EndpointOffsets, ColumnId.EndpointBytes);
    }

    private static void WriteIndex(SegmentWriter writer, NodeId[] ids)
    {
        var index = new IdIndexBuilder(ids.Length);
        foreach (var id in ids)
            index.Add(id);
        index.WriteTo(writer, ColumnId.EndpointIdIndex);
    }

    private static int[] Invert(int[] order)
    {
        var final = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
            final[order[rank]] = rank;
        return final;
    }
}
