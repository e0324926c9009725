using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Chronograph.Graph;

/// <summary>Gathers nodes and deleted ids, each in ascending order, and writes them as a segment.</summary>
internal sealed class NodeSegmentBuilder
{
    private readonly List<NodeId> _ids = [];
    private readonly List<NodeId> _deleted = [];
    private readonly TextBuilder _semanticIds = new();
    private readonly TextBuilder _metadata = new();
    private readonly List<ulong> _hashes = [];
    private readonly DictionaryBuilder _types = new();
    private readonly DictionaryBuilder _names = new();
    private readonly DictionaryBuilder _files = new();
    private readonly List<int> _typeCodes = [];
    private readonly List<int> _nameCodes = [];
    private readonly List<int> _fileCodes = [];

    public long Rows => _ids.Count + (long)_deleted.Count;

    public bool IsEmpty => Rows == 0;

    public void Add(NodeRecord node)
    {
        Debug.Assert(_ids.Count == 0 || _ids[^1].CompareTo(node.Id) < 0, "Nodes come in ascending order of their ids.");
        _ids.Add(node.Id);
        _semanticIds.Add(node.SemanticId);
        _typeCodes.Add(_types.Add(node.Type));
        _nameCodes.Add(_names.Add(node.Name));
        _fileCodes.Add(_files.Add(node.File));
        _hashes.Add(node.ContentHash);
        _metadata.Add(node.Metadata);
    }

    public void AddDeleted(NodeId id)
    {
        Debug.Assert(_deleted.Count == 0 || _deleted[^1].CompareTo(id) < 0, "Deleted ids come in ascending order.");
        _deleted.Add(id);
    }

    public SegmentDescriptor WriteTo(SegmentWriter writer, long segmentId, bool durable)
    {
        WriteIds(writer, ColumnId.NodeIds, _ids);
        _semanticIds.WriteTo(writer, ColumnId.SemanticIdOffsets, ColumnId.SemanticIdBytes);
        var types = _types.WriteTo(writer, ColumnId.TypeOffsets, ColumnId.TypeBytes);
        CodeWriter.Write(writer, ColumnId.TypeCodes, CollectionsMarshal.AsSpan(_typeCodes), types);
        var names = _names.WriteTo(writer, ColumnId.NameOffsets, ColumnId.NameBytes);
        CodeWriter.Write(writer, ColumnId.NameCodes, CollectionsMarshal.AsSpan(_nameCodes), names);
        var files = _files.WriteTo(writer, ColumnId.FileOffsets, ColumnId.FileBytes);
        CodeWriter.Write(writer, ColumnId.FileCodes, CollectionsMarshal.AsSpan(_fileCodes), files);
        writer.WriteColumn(ColumnId.ContentHashes, 64, _hashes.Count, MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_hashes)));
        _metadata.WriteTo(writer, ColumnId.MetadataOffsets, ColumnId.MetadataBytes);
        if (_deleted.Count > 0)
            WriteIds(writer, ColumnId.DeletedNodeIds, _deleted);
        WriteFilter(writer);
        WriteIndex(writer);
        return Describe(segmentId, writer.Finish(_ids.Count, _deleted.Count, durable));
    }

    private static void WriteIds(SegmentWriter writer, ColumnId column, List<NodeId> ids)
    {
        writer.BeginColumn(column, NodeId.Size * 8, ids.Count);
        Span<byte> bytes = stackalloc byte[NodeId.Size];
        foreach (var id in ids)
        {
            id.Write(bytes);
            writer.Write(bytes);
        }
    }

    private void WriteFilter(SegmentWriter writer)
    {
        var filter = BloomFilter.Build([.. _ids, .. _deleted]);
        writer.WriteColumn(ColumnId.NodeFilter, BloomFilter.BlockBytes * 8, filter.Length / BloomFilter.BlockBytes, filter);
    }

    private void WriteIndex(SegmentWriter writer)
    {
        var index = new IdIndexBuilder(_ids.Count);
        foreach (var id in _ids)
            index.Add(id);
        index.WriteTo(writer, ColumnId.NodeIdIndex);
    }

    private SegmentDescriptor Describe(long segmentId, WrittenSegment written) => new()
    {
        SegmentId = segmentId,
        RecordCount = _ids.Count,
        TombstoneCount = _deleted.Count,
        ByteSize = written.ByteSize,
        Sha256 = written.Sha256,
        NodeTypes = _types.Zone(SegmentDescriptor.LargestZone),
        FilePaths = _files.Zone(SegmentDescriptor.LargestZone),
    };
}
