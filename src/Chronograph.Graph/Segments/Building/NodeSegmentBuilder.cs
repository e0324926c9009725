using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>
/// Gathers a node segment in one pass and bounded memory: first the texts that its records share, then the records and
/// the deleted ids, each in ascending order.
/// </summary>
/// <param name="scratch">Where what is gathered is kept.</param>
internal sealed class NodeSegmentBuilder(ScratchSpace scratch) : ISegmentBuilder
{
    private readonly ColumnBuffer _ids = new(scratch);
    private readonly ColumnBuffer _deleted = new(scratch);
    private readonly ColumnBuffer _hashes = new(scratch);
    private readonly TextBuilder _metadata = new(scratch);
    private CodeBuilder? _typeCodes;
    private CodeBuilder? _nameCodes;
    private CodeBuilder? _fileCodes;
    private NodeId _last;

    public SegmentKind Kind => SegmentKind.Nodes;

    public DictionaryBuilder Types { get; } = new(scratch);

    public DictionaryBuilder Names { get; } = new(scratch);

    public DictionaryBuilder Files { get; } = new(scratch);

    /// <summary>What the records replace: one for each of them that follows, in their order, unless none says so.</summary>
    public ReplacementBuilder Replacements { get; } = new(scratch, SegmentKind.Nodes);

    /// <summary>The semantic ids of the records.</summary>
    public SemanticIdBuilder SemanticIds { get; } = new(scratch);

    public long Rows => Records + Tombstones;

    private long Records => _ids.Length / NodeId.Size;

    private long Tombstones => _deleted.Length / NodeId.Size;

    /// <summary>Adds a record that comes after all before it; nothing may be added to the dictionaries any more.</summary>
    /// <param name="semanticId">Left out where it is gathered elsewhere.</param>
    /// <param name="codes">Places in the dictionaries.</param>
    [MethodImpl(Bulk.Loop)]
    public void Add(NodeId id, ReadOnlySpan<byte> semanticId, NodeCodes codes, ulong contentHash, ReadOnlySpan<byte> metadata)
    {
        Debug.Assert(Records == 0 || _last.CompareTo(id) < 0, "Nodes come in ascending order of their ids.");
        _last = id;
        if (_typeCodes is null)
            BeginCodes();
        _ids.AppendId(id);
        SemanticIds.Add(semanticId);
        _typeCodes!.Add(codes.Type);
        _nameCodes!.Add(codes.Name);
        _fileCodes!.Add(codes.File);
        _hashes.Append(contentHash);
        _metadata.Add(metadata);
    }

    public void AddDeleted(NodeId id) => _deleted.AppendId(id);

    public SegmentDescriptor WriteTo(SegmentWriter writer, long segmentId, SegmentPurpose purpose)
    {
        if (_typeCodes is null)
            BeginCodes();
        _ids.WriteTo(writer, ColumnId.NodeIds);
        SemanticIds.WriteTo(writer, ColumnId.SemanticIdOffsets, ColumnId.SemanticIdBytes);
        Types.WriteTo(writer, ColumnId.TypeOffsets, ColumnId.TypeBytes);
        _typeCodes!.WriteTo(writer, ColumnId.TypeCodes);
        Names.WriteTo(writer, ColumnId.NameOffsets, ColumnId.NameBytes);
        _nameCodes!.WriteTo(writer, ColumnId.NameCodes);
        Files.WriteTo(writer, ColumnId.FileOffsets, ColumnId.FileBytes);
        _fileCodes!.WriteTo(writer, ColumnId.FileCodes);
        writer.BeginColumn(ColumnId.ContentHashes, 64, Records);
        _hashes.CopyTo(writer);
        _metadata.WriteTo(writer, ColumnId.MetadataOffsets, ColumnId.MetadataBytes);
        if (Tombstones > 0)
            _deleted.WriteTo(writer, ColumnId.DeletedNodeIds);
        WriteFilter(writer);
        _ids.WriteIndexTo(writer, ColumnId.NodeIdIndex);
        Replacements.WriteTo(writer, Records);
        return Describe(segmentId, writer.Finish(Records, Tombstones, purpose));
    }

    public void Dispose()
    {
        foreach (var part in (ReadOnlySpan<IDisposable?>)[_ids, _deleted, SemanticIds, _hashes, _metadata, Types, Names, Files, Replacements, _typeCodes, _nameCodes, _fileCodes])
            part?.Dispose();
    }

    private void BeginCodes()
    {
        _typeCodes = new CodeBuilder(scratch, Types.Count);
        _nameCodes = new CodeBuilder(scratch, Names.Count);
        _fileCodes = new CodeBuilder(scratch, Files.Count);
    }

    private void WriteFilter(SegmentWriter writer)
    {
        var filter = new FilterBuilder(Rows);
        _ids.AddTo(filter);
        _deleted.AddTo(filter);
        filter.WriteTo(writer, ColumnId.NodeFilter);
    }

    private SegmentDescriptor Describe(long segmentId, WrittenSegment written) => new()
    {
        SegmentId = segmentId,
        RecordCount = Records,
        TombstoneCount = Tombstones,
        ByteSize = written.ByteSize,
        Sha256 = written.Sha256,
        AddsOnly = Replacements.OnlyAdds,
        Replaced = Replacements.Counted,
        NodeTypes = Types.Zone(),
        FilePaths = Files.Zone(),
    };
}
