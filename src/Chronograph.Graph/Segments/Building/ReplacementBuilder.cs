using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Gathers a <see cref="ReplacementColumn"/>, row after row, and says of the whole segment what follows from it.</summary>
/// <remarks>
/// Nothing is kept before the first row that replaces something, so that a segment of new records costs a count. Where
/// nothing is said at all, as of the oldest segment, it is not known what the rows replace.
/// </remarks>
/// <param name="scratch">Where many are kept.</param>
/// <param name="kind">Tombstones of nodes are no rows, those of edges are.</param>
internal sealed class ReplacementBuilder(ScratchSpace scratch, SegmentKind kind) : IDisposable
{
    private const int InByte = 4;

    private ColumnBuffer? _bytes;
    private int _pending; // what does not fill a byte yet, the first in the lowest bits
    private long _rows;
    private long _changed;
    private long _touched;
    private long _unsaid;
    private bool _isSaid;
    private bool _olderKnow;

    /// <summary>Whether older segments know none of the keys, not even as deleted: then there is no column.</summary>
    public bool OnlyAdds => _isSaid && !_olderKnow;

    /// <summary>How many records replace one; null where that is not known, or not of each how, or follows from <see cref="OnlyAdds"/>.</summary>
    public ReplacedRecords? Counted => _olderKnow && _unsaid == 0 ? new ReplacedRecords(_changed, _touched) : null;

    /// <summary>Adds a record where nothing was there.</summary>
    /// <param name="olderKnow">Whether an older segment may know the key all the same, as deleted.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddNew(bool olderKnow)
    {
        _isSaid = true;
        _olderKnow |= olderKnow;
        if (_bytes is null)
            _rows++;
        else
            Append(Replacement.None);
    }

    /// <summary>Adds a record that replaces one.</summary>
    public void AddReplacing(Replacement replaced)
    {
        _isSaid = _olderKnow = true;
        _changed += replaced == Replacement.Changed ? 1 : 0;
        _touched += replaced == Replacement.Touched ? 1 : 0;
        _unsaid += replaced == Replacement.Unsaid ? 1 : 0;
        Append(replaced);
    }

    /// <summary>Adds a tombstone; it deletes something.</summary>
    public void AddTombstone()
    {
        _isSaid = _olderKnow = true;
        if (kind == SegmentKind.Edges)
            Append(Replacement.Unsaid);
    }

    /// <param name="writer">Takes the column, unless there is none.</param>
    /// <param name="rows">How many rows the segment has.</param>
    public void WriteTo(SegmentWriter writer, long rows)
    {
        if (!_olderKnow)
            return;
        Debug.Assert(_rows == rows, "What is replaced is said of every row.");
        var bytes = _bytes ?? Begin();
        writer.BeginColumn(kind == SegmentKind.Nodes ? ColumnId.NodeReplacements : ColumnId.EdgeReplacements, ReplacementColumn.Bits, _rows);
        bytes.CopyTo(writer);
        if (_rows % InByte != 0)
            writer.Write([(byte)_pending]);
    }

    public void Dispose() => _bytes?.Dispose();

    private void Append(Replacement replaced)
    {
        var bytes = _bytes ?? Begin();
        _pending |= (int)replaced << (int)(_rows % InByte * ReplacementColumn.Bits);
        if (++_rows % InByte != 0)
            return;
        bytes.Append((byte)_pending);
        _pending = 0;
    }

    /// <summary>Keeps the rows from now on, those before as new ones.</summary>
    private ColumnBuffer Begin()
    {
        _bytes = new ColumnBuffer(scratch);
        for (var added = InByte; added <= _rows; added += InByte)
            _bytes.Append((byte)0);
        return _bytes;
    }
}
