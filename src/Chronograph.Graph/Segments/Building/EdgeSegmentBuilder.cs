using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>
/// Gathers an edge segment in one pass and bounded memory: first the nodes its edges touch, then their types, then the
/// edges, each in ascending order and numbered by it.
/// </summary>
/// <param name="scratch">Where what is gathered is kept.</param>
internal sealed class EdgeSegmentBuilder(ScratchSpace scratch) : ISegmentBuilder
{
    private const int MostTypes = 1 << 16;
    private const int Many = 1 << 16;
    private const int LargeEndpoints = 1 << 18;

    private readonly EndpointBuilder _endpoints = new(scratch);
    private readonly DictionaryBuilder _types = new(scratch);
    private readonly ColumnBuffer _metadataRows = new(scratch);
    private readonly TextBuilder _metadata = new(scratch);
    private readonly List<NodeId> _typeIds = [];
    private RowsBuilder? _out;
    private RowsBuilder? _in;
    private Task _turning = Task.CompletedTask;
    private EdgeList? _edges;
    private int[] _outDegrees = [];
    private TargetCounts _targets = TargetCounts.None;
    private long _deleted;

    public SegmentKind Kind => SegmentKind.Edges;

    public long Rows => _edges?.Count ?? 0;

    /// <summary>What the edges replace: one for each of them, in their order, unless none says so.</summary>
    public ReplacementBuilder Replacements { get; } = new(scratch, SegmentKind.Edges);

    /// <summary>The semantic ids of the nodes.</summary>
    public SemanticIdBuilder SemanticIds => _endpoints.SemanticIds;

    /// <summary>Adds a node that edges touch.</summary>
    /// <param name="semanticId">Left out where it is gathered elsewhere.</param>
    public void AddEndpoint(NodeId id, ReadOnlySpan<byte> semanticId) => _endpoints.Add(id, semanticId);

    public void AddType(ReadOnlySpan<byte> type)
    {
        if (_types.Count == MostTypes)
            throw new InvalidOperationException("A graph has at most 65,536 types of edges.");
        _types.Add(type);
        _typeIds.Add(NodeId.FromUtf8(type));
    }

    /// <summary>Adds an edge that comes after all before it; no endpoint and no type may follow.</summary>
    [MethodImpl(Bulk.Loop)]
    public void Add(int source, int type, int target, ReadOnlySpan<byte> metadata, bool deleted)
    {
        if (_edges is null)
            Begin();
        Debug.Assert(!deleted || metadata.IsEmpty, "A tombstone has no metadata.");
        if (!metadata.IsEmpty)
            AddMetadata(metadata);
        if (_edges!.Count == uint.MaxValue)
            throw new InvalidOperationException("A segment has at most 4,294,967,295 edges.");
        _edges.Add(type, target, deleted);
        _outDegrees[source]++;
        _targets.Add(target);
        _deleted += deleted ? 1 : 0;
    }

    /// <summary>Begins to sort the edges by their targets, many of them on another thread. No edge may follow.</summary>
    /// <param name="memory">Memory that may be used for it, better with room for a number an edge.</param>
    public void Complete(ulong[]? memory = null)
    {
        if (_in is not null || _edges is null)
            return;
        _in = new RowsBuilder(scratch, new int[_endpoints.Count], _types.Count, IsLarge);
        var turning = new Transposition(_edges, _in, _targets, scratch.Memory, memory ?? []);
        if (Rows >= Many)
            _turning = Task.Run(turning.Run);
        else
            turning.Run();
    }

    public SegmentDescriptor WriteTo(SegmentWriter writer, long segmentId, SegmentPurpose purpose)
    {
        Complete();
        _endpoints.WriteTo(writer);
        _types.WriteTo(writer, ColumnId.EdgeTypeOffsets, ColumnId.EdgeTypeBytes);
        _out!.WriteTo(writer, ColumnId.OutOffsets, ColumnId.OutTypes, ColumnId.OutTargets, ColumnId.OutDeleted);
        _turning.GetAwaiter().GetResult();
        _in!.WriteTo(writer, ColumnId.InOffsets, ColumnId.InTypes, ColumnId.InSources, ColumnId.InDeleted);
        WriteMetadata(writer);
        EdgeFilter.Write(writer, _edges!, _endpoints, _typeIds);
        Replacements.WriteTo(writer, Rows);
        return Describe(segmentId, writer.Finish(Rows - _deleted, _deleted, purpose));
    }

    public void Dispose()
    {
        if (!_turning.IsCompletedSuccessfully)
            _turning.ContinueWith(turned => turned.Exception, TaskScheduler.Default).Wait();
        _endpoints.Dispose();
        _types.Dispose();
        _metadataRows.Dispose();
        _metadata.Dispose();
        Replacements.Dispose();
        _out?.Dispose();
        _in?.Dispose();
    }

    private void AddMetadata(ReadOnlySpan<byte> metadata)
    {
        _metadataRows.Append((uint)Rows);
        _metadata.Add(metadata);
    }

    /// <summary>Known from the start, when only the nodes are: with so many, their edges are many too.</summary>
    private bool IsLarge => _endpoints.Count >= LargeEndpoints;

    private void Begin()
    {
        _outDegrees = new int[_endpoints.Count];
        _targets = new TargetCounts(_endpoints.Count, _types.Count);
        _out = new RowsBuilder(scratch, _outDegrees, _types.Count, IsLarge);
        _edges = new EdgeList(_out);
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
        AddsOnly = Replacements.OnlyAdds,
        Replaced = Replacements.Counted,
        EdgeTypes = _types.Zone(),
    };
}
