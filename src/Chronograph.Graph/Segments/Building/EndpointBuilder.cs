using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Gathers the nodes that edges touch, in ascending order of their ids, so that a place is a local number.</summary>
internal sealed class EndpointBuilder(ScratchSpace scratch) : IDisposable
{
    private readonly ColumnBuffer _ids = new(scratch);

    public SemanticIdBuilder SemanticIds { get; } = new(scratch);

    public int Count => (int)(_ids.Length / NodeId.Size);

    /// <param name="semanticId">Left out where it is gathered elsewhere.</param>
    [MethodImpl(Bulk.Loop)]
    public void Add(NodeId id, ReadOnlySpan<byte> semanticId)
    {
        if (Count == int.MaxValue)
            throw new InvalidOperationException("The edges of a segment touch at most 2,147,483,647 nodes.");
        _ids.AppendId(id);
        SemanticIds.Add(semanticId);
    }

    /// <summary>All ids, by local number.</summary>
    public NodeId[] Ids() => _ids.ToIds();

    public void WriteTo(SegmentWriter writer)
    {
        _ids.WriteTo(writer, ColumnId.EndpointIds);
        SemanticIds.WriteTo(writer, ColumnId.EndpointOffsets, ColumnId.EndpointBytes);
        var filter = new FilterBuilder(Count);
        _ids.AddTo(filter);
        filter.WriteTo(writer, ColumnId.EndpointFilter);
        _ids.WriteIndexTo(writer, ColumnId.EndpointIdIndex);
    }

    public void Dispose()
    {
        _ids.Dispose();
        SemanticIds.Dispose();
    }
}
