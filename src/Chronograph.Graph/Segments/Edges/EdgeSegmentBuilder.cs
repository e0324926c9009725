using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Gathers distinct edges in any order and writes them as a segment, sorted both ways by counting.</summary>
internal sealed class EdgeSegmentBuilder
{
    private readonly EndpointBuilder _endpoints = new();
    private readonly DictionaryBuilder _types = new();
    private readonly List<NodeId> _typeIds = [];
    private readonly List<int> _sources = [];
    private readonly List<int> _edgeTypes = [];
    private readonly List<int> _targets = [];
    private readonly List<NodeId> _keys = [];
    private readonly EdgeMetadataBuilder _metadata = new();
    private readonly HashSet<int> _deleted = [];

    public long Rows => _sources.Count;

    public bool IsEmpty => Rows == 0;

    /// <summary>A provisional number for a node.</summary>
    /// <exception cref="InvalidOperationException">Another semantic id already has this id.</exception>
    public int AddEndpoint(NodeId id, ReadOnlySpan<byte> semanticId) => _endpoints.Add(id, semanticId);

    /// <summary>A provisional code for a type.</summary>
    public int AddType(ReadOnlySpan<byte> type)
    {
        var code = _types.Add(type);
        if (code == _typeIds.Count)
            _typeIds.Add(NodeId.FromUtf8(type));
        if (code > ushort.MaxValue)
            throw new InvalidOperationException("A graph has at most 65,536 types of edges.");
        return code;
    }

    public void Add(int source, int type, int target, ReadOnlySpan<byte> metadata, bool deleted)
    {
        var edge = _sources.Count;
        _sources.Add(source);
        _edgeTypes.Add(type);
        _targets.Add(target);
        _keys.Add(EdgeKey.Hash(_endpoints.Id(source), _typeIds[type], _endpoints.Id(target)));
        if (deleted)
            _deleted.Add(edge);
        else if (metadata.Length > 0)
            _metadata.Add(edge, metadata);
    }

    public SegmentDescriptor WriteTo(SegmentWriter writer, long segmentId, bool durable)
    {
        Renumber(_sources, _targets, _endpoints.WriteTo(writer));
        var types = _types.WriteTo(writer, ColumnId.EdgeTypeOffsets, ColumnId.EdgeTypeBytes);
        Renumber(_edgeTypes, types);

        var outOrder = SortOut();
        WriteRows(writer, EdgeDirection.Out, outOrder);
        WriteRows(writer, EdgeDirection.In, SortIn(outOrder));
        _metadata.WriteTo(writer, outOrder);
        var filter = BloomFilter.Build(CollectionsMarshal.AsSpan(_keys));
        writer.WriteColumn(ColumnId.EdgeFilter, BloomFilter.BlockBytes * 8, filter.Length / BloomFilter.BlockBytes, filter);
        return Describe(segmentId, writer.Finish(_sources.Count - _deleted.Count, _deleted.Count, durable));
    }

    private int[] SortOut()
    {
        var order = CountingSort.Identity(_sources.Count);
        order = CountingSort.Stable(order, CollectionsMarshal.AsSpan(_targets), _endpoints.Count);
        order = CountingSort.Stable(order, CollectionsMarshal.AsSpan(_edgeTypes), _types.Count);
        return CountingSort.Stable(order, CollectionsMarshal.AsSpan(_sources), _endpoints.Count);
    }

    /// <summary>Within a target and a type, the sources keep the ascending order they already have.</summary>
    private int[] SortIn(int[] outOrder)
    {
        var order = CountingSort.Stable(outOrder, CollectionsMarshal.AsSpan(_edgeTypes), _types.Count);
        return CountingSort.Stable(order, CollectionsMarshal.AsSpan(_targets), _endpoints.Count);
    }

    private void WriteRows(SegmentWriter writer, EdgeDirection direction, int[] order)
    {
        var rows = direction == EdgeDirection.Out
            ? new EdgeRowsWriter(writer, ColumnId.OutOffsets, ColumnId.OutTypes, ColumnId.OutTargets, ColumnId.OutDeleted)
            : new EdgeRowsWriter(writer, ColumnId.InOffsets, ColumnId.InTypes, ColumnId.InSources, ColumnId.InDeleted);
        var (own, other) = direction == EdgeDirection.Out ? (_sources, _targets) : (_targets, _sources);
        rows.WriteOffsets(CollectionsMarshal.AsSpan(own), _endpoints.Count);
        rows.WriteTypes(order, CollectionsMarshal.AsSpan(_edgeTypes), _types.Count);
        rows.WriteOthers(order, CollectionsMarshal.AsSpan(other));
        if (_deleted.Count > 0)
            rows.WriteDeleted(order, _deleted);
    }

    private static void Renumber(List<int> first, List<int> second, int[] final)
    {
        Renumber(first, final);
        Renumber(second, final);
    }

    private static void Renumber(List<int> numbers, int[] final)
    {
        foreach (ref var number in CollectionsMarshal.AsSpan(numbers))
            number = final[number];
    }

    private SegmentDescriptor Describe(long segmentId, WrittenSegment written) => new()
    {
        SegmentId = segmentId,
        RecordCount = _sources.Count - _deleted.Count,
        TombstoneCount = _deleted.Count,
        ByteSize = written.ByteSize,
        Sha256 = written.Sha256,
        EdgeTypes = _types.Zone(SegmentDescriptor.LargestZone),
    };
}
