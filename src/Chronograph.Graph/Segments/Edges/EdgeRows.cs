using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>The edges of a segment in one direction as compressed sparse rows.</summary>
internal sealed class EdgeRows
{
    private readonly WordColumn _offsets;
    private readonly CodeColumn _types;
    private readonly WordColumn _others;
    private readonly BitColumn _deleted;
    private readonly long _endpoints;
    private readonly SegmentFile _file;
    private readonly ColumnId _othersId;

    private EdgeRows(
        SegmentFile file, EdgeDirection direction, ColumnId othersId, WordColumn offsets, CodeColumn types, WordColumn others, BitColumn deleted, long endpoints)
    {
        _file = file;
        Direction = direction;
        _othersId = othersId;
        _offsets = offsets;
        _types = types;
        _others = others;
        _deleted = deleted;
        _endpoints = endpoints;
    }

    public EdgeDirection Direction { get; }

    public long Count => _others.Count;

    public bool HasDeleted => !_deleted.IsEmpty;

    public static EdgeRows Open(SegmentFile file, EdgeDirection direction, long endpoints, long rows, long types)
    {
        var (offsets, typeCodes, others, deleted) = direction == EdgeDirection.Out
            ? (ColumnId.OutOffsets, ColumnId.OutTypes, ColumnId.OutTargets, ColumnId.OutDeleted)
            : (ColumnId.InOffsets, ColumnId.InTypes, ColumnId.InSources, ColumnId.InDeleted);
        return new EdgeRows(
            file,
            direction,
            others,
            WordColumn.Open(file, offsets, endpoints + 1, 32),
            CodeColumn.Open(file, typeCodes, rows, types),
            WordColumn.Open(file, others, rows, 32),
            BitColumn.Open(file, deleted, rows),
            endpoints);
    }

    /// <summary>Begins to fetch what <see cref="Slice(long)"/> reads for a node. Only a hint.</summary>
    public void Fetch(long local) => _offsets.Fetch(local);

    /// <summary>Begins to fetch the type and the other end of a row. Only a hint.</summary>
    public void FetchRow(long row)
    {
        _types.Fetch(row);
        _others.Fetch(row);
    }

    /// <summary>The rows of a node.</summary>
    public (long Start, long End) Slice(long local) => _offsets.NarrowRange(local, _others.Count);

    /// <summary>Where the rows of a node, and of some behind it, end; read in place.</summary>
    /// <param name="local">The first node.</param>
    /// <param name="most">How many, if there are as many.</param>
    public ReadOnlySpan<uint> Ends(long local, int most) => _offsets.Slice(local + 1, Math.Clamp(_endpoints - local, 1, most));

    /// <summary>The rows of a node that have this type.</summary>
    public (long Start, long End) Slice(long local, int type)
    {
        var (start, end) = Slice(local);
        return Narrow(start, end, type);
    }

    /// <summary>Of the rows of a node, or some of them, those that have this type.</summary>
    public (long Start, long End) Narrow(long start, long end, int type) =>
        (LowerBound(start, end, type), LowerBound(start, end, type + 1));

    /// <summary>The local numbers at the other ends of some rows, read in place; whoever uses one as an index checks it.</summary>
    public ReadOnlySpan<uint> Others(long start, long end) => _others.Slice(start, end - start);

    public CodeColumn TypeCodes => _types;

    public int Type(long row) => _types[row];

    public bool IsDeleted(long row) => _deleted[row];

    /// <summary>The local number of the node at the other end: always a valid one.</summary>
    public long Other(long row)
    {
        var other = _others[row];
        return other < _endpoints ? other : throw Outside(other);
    }

    /// <summary>The error of a local number that is none.</summary>
    public DamagedFileException Outside(long other) => _file.Damaged(_othersId, $"refers to node {other} of {_endpoints}");

    /// <summary>The row of an edge, or -1.</summary>
    public long Find(long local, int type, long other)
    {
        var (low, high) = Slice(local, type);
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            var found = _others[middle];
            if (found == other)
                return middle;
            if (found < other)
                low = middle + 1;
            else
                high = middle;
        }

        return -1;
    }

    private long LowerBound(long low, long high, int type)
    {
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (_types[middle] < type)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
