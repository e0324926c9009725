using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Gathers the nodes that edges touch, in ascending order of their ids, so that a place is a local number.</summary>
internal sealed class EndpointBuilder(ScratchSpace scratch) : IDisposable
{
    private readonly ColumnBuffer _ids = new(scratch);
    private readonly TextBuilder _semanticIds = new(scratch);

    public int Count => (int)_semanticIds.Count;

    [MethodImpl(Bulk.Loop)]
    public void Add(NodeId id, ReadOnlySpan<byte> semanticId)
    {
        if (Count == int.MaxValue)
            throw new InvalidOperationException("The edges of a segment touch at most 2,147,483,647 nodes.");
        _ids.AppendId(id);
        _semanticIds.Add(semanticId);
    }

    /// <summary>All ids, by local number.</summary>
    public NodeId[] Ids() => _ids.ToIds();

    public void WriteTo(SegmentWriter writer)
    {
        _ids.WriteTo(writer, ColumnId.EndpointIds);
        _semanticIds.WriteTo(writer, ColumnId.EndpointOffsets, ColumnId.EndpointBytes);
        var filter = new FilterBuilder(Count);
        _ids.AddTo(filter);
        filter.WriteTo(writer, ColumnId.EndpointFilter);
        _ids.WriteIndexTo(writer, ColumnId.EndpointIdIndex);
    }

    public void Dispose()
    {
        _ids.Dispose();
        _semanticIds.Dispose();
    }
}
