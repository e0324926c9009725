using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>
/// An open segment of edges. Nodes have local numbers, dense and in the order of their ids; edges stand twice as
/// compressed sparse rows, so that the edges of a node are one slice in either direction. Tombstones are edges with a
/// mark, in the same rows.
/// </summary>
internal sealed class EdgeSegment : IDisposable
{
    private readonly SegmentFile _file;
    private readonly IdColumn _endpoints;
    private readonly TextColumn _semanticIds;
    private readonly BloomFilter _endpointFilter;
    private readonly BloomFilter _edgeFilter;
    private readonly WordColumn _metadataRows;
    private readonly TextColumn _metadata;
    private readonly ReplacementColumn _replacements;
    private readonly NodeId[] _typeIds;

    private EdgeSegment(SegmentFile file)
    {
        _file = file;
        var rows = checked(file.RecordCount + file.TombstoneCount);
        _endpoints = IdColumn.Open(file, ColumnId.EndpointIds, -1, ColumnId.EndpointIdIndex);
        _semanticIds = TextColumn.Open(file, ColumnId.EndpointOffsets, ColumnId.EndpointBytes, _endpoints.Count);
        _endpointFilter = BloomFilter.Open(file, ColumnId.EndpointFilter);
        _edgeFilter = BloomFilter.Open(file, ColumnId.EdgeFilter);
        _metadataRows = WordColumn.Open(file, ColumnId.EdgeMetadataRows, -1, 32);
        _metadata = TextColumn.Open(file, ColumnId.EdgeMetadataOffsets, ColumnId.EdgeMetadataBytes, _metadataRows.Count);
        _replacements = ReplacementColumn.Open(file, ColumnId.EdgeReplacements, rows);
        Types = new DictionaryColumn(file, ColumnId.EdgeTypeOffsets, ColumnId.EdgeTypeBytes);
        Out = EdgeRows.Open(file, EdgeDirection.Out, _endpoints.Count, rows, Types.Count);
        In = EdgeRows.Open(file, EdgeDirection.In, _endpoints.Count, rows, Types.Count);
        _typeIds = ReadTypeIds();
    }

    public DictionaryColumn Types { get; }

    /// <summary>Edges by source, type, target. A row of this order is the number of an edge.</summary>
    public EdgeRows Out { get; }

    /// <summary>Edges by target, type, source.</summary>
    public EdgeRows In { get; }

    public long EndpointCount => _endpoints.Count;

    public bool HasMetadata => _metadataRows.Count > 0;

    public SegmentFile File => _file;

    public static EdgeSegment Open(FileSystem files, string directory, long id)
    {
        var file = SegmentFile.Open(files, directory, new SegmentName(id, SegmentKind.Edges));
        try
        {
            return new EdgeSegment(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public EdgeRows Rows(EdgeDirection direction) => direction == EdgeDirection.Out ? Out : In;

    public NodeId Endpoint(long local) => _endpoints[local];

    public ReadOnlySpan<byte> SemanticIdBytes(long local) => _semanticIds[local];

    public string SemanticId(long local) => _semanticIds.Text(local);

    public NodeId TypeId(int code) => _typeIds[code];

    /// <summary>The local number of a node, or -1 when no edge of the segment touches it.</summary>
    public long FindEndpoint(NodeId id) => MayKnow(id) ? FindKnown(id) : -1;

    /// <summary>False when the filter rules out that the segment has an edge of the node.</summary>
    public bool MayKnow(NodeId id) => _endpointFilter.MayContain(id);

    /// <summary>As <see cref="FindEndpoint"/>, for a node of which the filter was asked already.</summary>
    public long FindKnown(NodeId id) => Math.Max(-1, _endpoints.Find(id));

    /// <summary>Begins to fetch what asking the filter and the index for a node reads, without waiting for it. Only a hint.</summary>
    public void FetchIndex(NodeId id)
    {
        _endpointFilter.Fetch(id);
        _endpoints.FetchIndex(id);
    }

    /// <summary>Begins to fetch what finding a node and its rows reads behind filter and index.</summary>
    public void FetchRows(NodeId id, EdgeDirection direction) => Rows(direction).Fetch(_endpoints.BeginFind(id));

    /// <summary>Begins to fetch the id of a node that has this local number.</summary>
    public void FetchEndpoint(long local) => _endpoints.Fetch(local);

    /// <summary>Begins to fetch what <see cref="MayKnowEdge"/> reads.</summary>
    /// <param name="key"><see cref="EdgeKey.Hash"/> of the edge.</param>
    public void FetchEdgeFilter(NodeId key) => _edgeFilter.Fetch(key);

    /// <summary>False when the filter rules out that the segment knows the edge.</summary>
    /// <param name="key"><see cref="EdgeKey.Hash"/> of the edge.</param>
    public bool MayKnowEdge(NodeId key) => _edgeFilter.MayContain(key);

    /// <summary>What the segment says about an edge.</summary>
    /// <param name="key"><see cref="EdgeKey.Hash"/> of the three.</param>
    public RecordState Find(NodeId key, NodeId source, ReadOnlySpan<byte> type, NodeId target, out long row)
    {
        row = -1;
        if (!_edgeFilter.MayContain(key) || Types.Find(type) is not (>= 0 and var code))
            return RecordState.Unknown;
        var from = FindEndpoint(source);
        var to = from < 0 ? -1 : FindEndpoint(target);
        if (to < 0)
            return RecordState.Unknown;
        row = Out.Find(from, code, to);
        return row < 0 ? RecordState.Unknown : Out.IsDeleted(row) ? RecordState.Deleted : RecordState.Present;
    }

    /// <summary>The metadata of an edge, by its row in <see cref="Out"/>; most have none.</summary>
    public ReadOnlySpan<byte> Metadata(long row) => FindMetadata(row) is >= 0 and var index ? _metadata[index] : default;

    /// <summary>The rows of <see cref="Out"/> that have metadata, ascending.</summary>
    public WordColumn MetadataRows => _metadataRows;

    /// <summary>The metadata of those rows.</summary>
    public TextColumn MetadataTexts => _metadata;

    public string MetadataText(long row) => FindMetadata(row) is >= 0 and var index ? _metadata.Text(index) : "";

    /// <summary>Whether it says of each row of <see cref="Out"/> what it replaces in older segments; a tombstone deletes something then.</summary>
    public bool HasReplacements => _replacements.IsPresent;

    /// <summary>What a row of <see cref="Out"/> replaces in older segments; only with <see cref="HasReplacements"/>.</summary>
    public Replacement Replacement(long row) => _replacements[row];

    /// <summary>The same of neighbouring rows.</summary>
    public void CopyReplacements(long row, Span<Replacement> replaced) => _replacements.CopyTo(row, replaced);

    public void Dispose() => _file.Dispose();

    private long FindMetadata(long row)
    {
        // Rows ascend, so that of a row is not behind its own number, and at it where all before have metadata, too.
        if (row < _metadataRows.Count && _metadataRows[row] == row)
            return row;
        var low = 0L;
        var high = Math.Min(row, _metadataRows.Count);
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            var found = _metadataRows[middle];
            if (found == row)
                return middle;
            if (found < row)
                low = middle + 1;
            else
                high = middle;
        }

        return -1;
    }

    private NodeId[] ReadTypeIds()
    {
        if (Types.Count > 1 << 16)
            throw _file.Damaged(ColumnId.EdgeTypeOffsets, $"names {Types.Count} edge types, where 65536 are the most");
        var ids = new NodeId[Types.Count];
        for (var code = 0; code < ids.Length; code++)
            ids[code] = NodeId.FromUtf8(Types.Bytes(code));
        return ids;
    }
}
