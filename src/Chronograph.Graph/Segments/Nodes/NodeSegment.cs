using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>An open segment of nodes, sorted by id, with the ids it deletes from older segments.</summary>
internal sealed class NodeSegment : IDisposable
{
    private readonly SegmentFile _file;
    private readonly IdColumn _ids;
    private readonly IdColumn _deleted;
    private readonly BloomFilter _filter;
    private readonly TextColumn _semanticIds;
    private readonly WordColumn _hashes;
    private readonly TextColumn _metadata;
    private readonly CodeColumn _types;
    private readonly CodeColumn _names;
    private readonly CodeColumn _files;
    private readonly ReplacementColumn _replacements;

    private NodeSegment(SegmentFile file)
    {
        _file = file;
        var count = file.RecordCount;
        Types = new DictionaryColumn(file, ColumnId.TypeOffsets, ColumnId.TypeBytes);
        Names = new DictionaryColumn(file, ColumnId.NameOffsets, ColumnId.NameBytes);
        Files = new DictionaryColumn(file, ColumnId.FileOffsets, ColumnId.FileBytes);
        _ids = IdColumn.Open(file, ColumnId.NodeIds, count, ColumnId.NodeIdIndex);
        _deleted = IdColumn.Open(file, ColumnId.DeletedNodeIds, file.TombstoneCount);
        _filter = BloomFilter.Open(file, ColumnId.NodeFilter);
        _semanticIds = TextColumn.Open(file, ColumnId.SemanticIdOffsets, ColumnId.SemanticIdBytes, count);
        _hashes = WordColumn.Open(file, ColumnId.ContentHashes, count, 64);
        _metadata = TextColumn.Open(file, ColumnId.MetadataOffsets, ColumnId.MetadataBytes, count);
        _types = CodeColumn.Open(file, ColumnId.TypeCodes, count, Types.Count);
        _names = CodeColumn.Open(file, ColumnId.NameCodes, count, Names.Count);
        _files = CodeColumn.Open(file, ColumnId.FileCodes, count, Files.Count);
        _replacements = ReplacementColumn.Open(file, ColumnId.NodeReplacements, count);
    }

    public long Count => _ids.Count;

    public long TombstoneCount => _deleted.Count;

    public DictionaryColumn Types { get; }

    public DictionaryColumn Names { get; }

    public DictionaryColumn Files { get; }

    public SegmentFile File => _file;

    public static NodeSegment Open(FileSystem files, string directory, long id)
    {
        var file = SegmentFile.Open(files, directory, new SegmentName(id, SegmentKind.Nodes));
        try
        {
            return new NodeSegment(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public NodeId Id(long row) => _ids[row];

    public NodeId DeletedId(long index) => _deleted[index];

    public ReadOnlySpan<byte> SemanticId(long row) => _semanticIds[row];

    public ulong ContentHash(long row) => (ulong)_hashes[row];

    /// <summary>The content hashes of neighbouring rows.</summary>
    public ReadOnlySpan<ulong> ContentHashes(long row, int count) => _hashes.WideSlice(row, count);

    /// <summary>The metadata of all rows.</summary>
    public TextColumn MetadataTexts => _metadata;

    public ReadOnlySpan<byte> Metadata(long row) => _metadata[row];

    public CodeColumn TypeCodes => _types;

    public CodeColumn NameCodes => _names;

    public CodeColumn FileCodes => _files;

    public int TypeCode(long row) => _types[row];

    public int NameCode(long row) => _names[row];

    public int FileCode(long row) => _files[row];

    /// <summary>Whether it says of each record what it replaces in older segments; its tombstones delete something then.</summary>
    public bool HasReplacements => _replacements.IsPresent;

    /// <summary>What a record replaces in older segments; only with <see cref="HasReplacements"/>.</summary>
    public Replacement Replacement(long row) => _replacements[row];

    /// <summary>The same of neighbouring rows.</summary>
    public void CopyReplacements(long row, Span<Replacement> replaced) => _replacements.CopyTo(row, replaced);

    /// <summary>Whether the segment says anything about an id: has a record of it, or deletes it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RecordState Find(NodeId id, out long row)
    {
        row = -1;
        return _filter.MayContain(id) ? FindKnown(id, out row) : RecordState.Unknown;
    }

    /// <summary>As <see cref="Find"/>, for an id of which the filter was asked already.</summary>
    public RecordState FindKnown(NodeId id, out long row)
    {
        row = _ids.Find(id);
        return row >= 0 ? RecordState.Present : _deleted.Count > 0 ? FindDeleted(id) : RecordState.Unknown;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RecordState FindDeleted(NodeId id) => _deleted.Find(id) >= 0 ? RecordState.Deleted : RecordState.Unknown;

    /// <summary>The first row whose id is above the given one.</summary>
    public long FirstRowAfter(NodeId id) => _ids.Find(id) is var place && place < 0 ? ~place : place + 1;

    /// <summary>False when the filter rules out that the segment knows the id.</summary>
    public bool MayKnow(NodeId id) => _filter.MayContain(id);

    /// <summary>The ids of neighbouring rows as their bytes.</summary>
    public ReadOnlySpan<byte> IdBytes(long row, int count) => _ids.Bytes(row, count);

    /// <summary>Neighbouring deleted ids as their bytes.</summary>
    public ReadOnlySpan<byte> DeletedIdBytes(long index, int count) => _deleted.Bytes(index, count);

    /// <summary>Begins to fetch what <see cref="MayKnow"/> reads, without waiting for it. Only a hint, as all that fetch.</summary>
    public void FetchFilter(NodeId id) => _filter.Fetch(id);

    /// <summary>Begins to fetch what <see cref="FetchId"/> reads.</summary>
    public void FetchIndex(NodeId id) => _ids.FetchIndex(id);

    /// <summary>Begins to fetch what <see cref="FindKnown"/> reads behind the index.</summary>
    public void FetchId(NodeId id) => _ids.BeginFind(id);

    /// <summary>Begins to fetch the content hash of a row.</summary>
    public void FetchContentHash(long row) => _hashes.Fetch(row);

    /// <summary>Begins to fetch the codes of a row and where its metadata stand.</summary>
    public void FetchCodes(long row)
    {
        _types.Fetch(row);
        _names.Fetch(row);
        _files.Fetch(row);
        _metadata.Fetch(row);
    }

    /// <summary>Begins to fetch the metadata of a row.</summary>
    public void FetchMetadata(long row) => _metadata.FetchBytes(row);

    /// <summary>Begins to fetch all of a row, but what lies behind offsets and codes.</summary>
    public void FetchRecord(long row)
    {
        _semanticIds.Fetch(row);
        FetchCodes(row);
    }

    /// <summary>Begins to fetch the texts of a row, and where those of dictionaries stand.</summary>
    public void FetchTexts(long row)
    {
        _semanticIds.FetchBytes(row);
        _metadata.FetchBytes(row);
        Names.Fetch(_names[row]);
        Files.Fetch(_files[row]);
    }

    /// <summary>Begins to fetch the texts of dictionaries of a row.</summary>
    public void FetchDictionaryTexts(long row)
    {
        Names.FetchBytes(_names[row]);
        Files.FetchBytes(_files[row]);
    }

    public NodeRecord Record(long row) => new()
    {
        Id = _ids[row],
        SemanticId = _semanticIds[row],
        Type = Types.Bytes(_types[row]),
        Name = Names.Bytes(_names[row]),
        File = Files.Bytes(_files[row]),
        ContentHash = (ulong)_hashes[row],
        Metadata = _metadata[row],
    };

    public Node Node(long row) => new(
        _semanticIds.Text(row),
        Types.Text(_types[row]),
        Names.Text(_names[row]),
        Files.Text(_files[row]),
        (ulong)_hashes[row],
        _metadata.Text(row));

    public void Dispose() => _file.Dispose();
}
