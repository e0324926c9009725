using System.Diagnostics;

namespace Chronograph.Graph;

/// <summary>
/// Gathers an edge segment in one pass and bounded memory: first the nodes its edges touch, then their types, then the
/// edges, each in ascending order and numbered by it.
/// </summary>
internal sealed class EdgeSegmentBuilder(ScratchSpace scratch) : ISegmentBuilder
{
    private const int MostTypes = 1 << 16;

    private readonly EndpointBuilder _endpoints = new(scratch);
    private readonly DictionaryBuilder _types = new(scratch);
    private readonly ColumnBuffer _metadataRows = new(scratch);
    private readonly TextBuilder _metadata = new(scratch);
    private readonly EdgeFilterBuilder _filter = new();
    private RowsBuilder? _out;
    private EdgeList? _edges;
    private int[] _outDegrees = [];
    private int[] _inDegrees = [];
    private long _deleted;

    public SegmentKind Kind => SegmentKind.Edges;

    public long Rows => _edges?.Count ?? 0;

    public void AddEndpoint(NodeId id, ReadOnlySpan<byte> semanticId)
    {
        _endpoints.Add(id, semanticId);
        _filter.AddEndpoint(id);
    }

    public void AddType(ReadOnlySpan<byte> type)
    {
        if (_types.Count == MostTypes)
            throw new InvalidOperationException("A graph has at most 65,536 types of edges.");
        _types.Add(type);
        _filter.AddType(type);
    }

    /// <summary>Adds an edge that comes after all before it; no endpoint and no type may follow.</summary>
    public void Add(int source, int type, int target, ReadOnlySpan<byte> metadata, bool deleted)
    {
        if (_edges is null)
            Begin();
        Debug.Assert(!deleted || metadata.IsEmpty, "A tombstone has no metadata.");
        if (!metadata.IsEmpty)
        {
            _metadataRows.Append((uint)Rows);
            _metadata.Add(metadata);
        }

        if (Rows == uint.MaxValue)
            throw new InvalidOperationException("A segment has at most 4,294,967,295 edges.");
        _edges!.Add(type, target, deleted);
        _filter.Add(source, type, target);
        _outDegrees[source]++;
        _inDegrees[target]++;
        _deleted += deleted ? 1 : 0;
    }

    public SegmentDescriptor WriteTo(SegmentWriter writer, long segmentId, SegmentPurpose purpose)
    {
        _endpoints.WriteTo(writer);
        _types.WriteTo(writer, ColumnId.EdgeTypeOffsets, ColumnId.EdgeTypeBytes);
        _out!.WriteTo(writer, ColumnId.OutOffsets, ColumnId.OutTypes, ColumnId.OutTargets, ColumnId.OutDeleted);
        WriteIn(writer);
        WriteMetadata(writer);
        _filter.WriteTo(writer);
        return Describe(segmentId, writer.Finish(Rows - _deleted, _deleted, purpose));
    }

    public void Dispose()
    {
        _endpoints.Dispose();
        _types.Dispose();
        _metadataRows.Dispose();
        _metadata.Dispose();
        _out?.Dispose();
        _edges?.Dispose();
    }

    private void Begin()
    {
        _outDegrees = new int[_endpoints.Count];
        _inDegrees = new int[_endpoints.Count];
        _out = new RowsBuilder(scratch, _outDegrees, _types.Count);
        _edges = new EdgeList(scratch, _out);
    }

    private void WriteIn(SegmentWriter writer)
    {
        using var rows = new RowsBuilder(scratch, _inDegrees, _types.Count);
        new Transposition(_edges!, rows).Run();
        rows.WriteTo(writer, ColumnId.InOffsets, ColumnId.InTypes, ColumnId.InSources, ColumnId.InDeleted);
    }

    private void WriteMetadata(SegmentWriter writer)
    {
        if (_metadata.Count == 0)
            return;
        writer.BeginColumn(ColumnId.EdgeMetadataRows, 32, _metadata.Count);
        _metadataRows.CopyTo(writer);
        _metadata.WriteTo(writer, ColumnId.EdgeMetadataOffsets, ColumnId.EdgeMetadataBytes);
    }

    private SegmentDescriptor Describe(long segmentId, WrittenSegment written) => new()
    {
        SegmentId = segmentId,
        RecordCount = Rows - _deleted,
        TombstoneCount = _deleted,
        ByteSize = written.ByteSize,
        Sha256 = written.Sha256,
        EdgeTypes = _types.Zone(),
    };
}
