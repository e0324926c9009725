namespace Chronograph.Graph;

/// <summary>Finds the metadata of edges of one segment, asked for in the order of their rows.</summary>
internal sealed class MetadataCursor(EdgeSegment segment)
{
    private readonly WordColumn _rows = segment.MetadataRows;

    // The first whose row is not below the one that was last asked for.
    private long _at;

    /// <summary>The place of a row's metadata among <see cref="EdgeSegment.MetadataTexts"/>, or -1 when it has none.</summary>
    public long Find(long row)
    {
        // Where all rows before have metadata it stands at its own number.
        if (row < _rows.Count && _rows[row] == row)
            return row;
        var low = _at > 0 && _rows[_at - 1] >= row ? 0 : _at;
        var high = low;
        for (var step = 1L; high < _rows.Count && _rows[high] < row; step *= 2)
        {
            low = high + 1;
            high = Math.Min(_rows.Count, high + step);
        }

        _at = LowerBound(row, low, high);
        return _at < _rows.Count && _rows[_at] == row ? _at : -1;
    }

    private long LowerBound(long row, long low, long high)
    {
        while (low < high)
        {
            var middle = low + ((high - low) >> 1);
            if (_rows[middle] < row)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
