using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>The rows of one node in one segment and one direction, and how far they have been walked.</summary>
internal struct EdgeSlice(EdgeSegment segment, EdgeRows rows, long local, long start, long end)
{
    private readonly EdgeSegment _segment = segment;
    private readonly EdgeRows _rows = rows;
    private readonly long _local = local;
    private readonly long _end = end;
    private readonly bool _hasDeleted = rows.HasDeleted;
    private long _row = start - 1;
    private NodeId _otherId;

    public readonly StoredEdge Edge => new(_segment, _rows, _row, _local);

    /// <summary>How many rows there are from here on.</summary>
    public readonly long Length => _end - _row - 1;

    public readonly bool HasRow => _row < _end;

    public readonly bool IsDeleted => _hasDeleted && _rows.IsDeleted(_row);

    /// <summary>Goes on to the next edge of a slice that no other is merged with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNextRecord()
    {
        while (++_row < _end)
        {
            if (!IsDeleted)
                return true;
        }

        return false;
    }

    /// <summary>Goes on to the next row, a tombstone or not, and remembers what merging compares.</summary>
    public void MoveNextRow()
    {
        if (++_row < _end)
            _otherId = _segment.Endpoint(_rows.Other(_row));
    }

    /// <summary>By type, then by the id at the other end: the same order whatever segments the edges lie in.</summary>
    public readonly int CompareKeyTo(in EdgeSlice other)
    {
        var (type, otherType) = (_rows.Type(_row), other._rows.Type(other._row));
        var order = _segment == other._segment
            ? type.CompareTo(otherType)
            : _segment.Types.Bytes(type).SequenceCompareTo(other._segment.Types.Bytes(otherType));
        return order != 0 ? order : _otherId.CompareTo(other._otherId);
    }
}
