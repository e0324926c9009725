namespace Chronograph.Cli;

/// <summary>Rows of a CSV file whose first row names the columns, in any order.</summary>
internal sealed class CsvTable
{
    private readonly CsvReader _reader;
    private readonly int[] _places;
    private readonly int _width;
    private List<string> _row = [];

    private CsvTable(CsvReader reader, int[] places, int width)
    {
        _reader = reader;
        _places = places;
        _width = width;
    }

    /// <summary>Reads the header.</summary>
    /// <param name="text">The file.</param>
    /// <param name="columns">The columns that there may be.</param>
    /// <param name="required">How many of them, from the first, there must be.</param>
    /// <exception cref="RowException">A column is missing, unknown, or there twice.</exception>
    public static CsvTable Open(TextReader text, string[] columns, int required)
    {
        var reader = new CsvReader(text);
        var header = reader.ReadRow() ?? throw new RowException(1, $"the header is missing: {string.Join(',', columns)}");
        foreach (var name in header.Where(name => !columns.Contains(name)))
            throw new RowException(reader.Line, $"there is no column '{name}', but: {string.Join(',', columns)}");
        if (header.Distinct().Count() < header.Count)
            throw new RowException(reader.Line, "a column is there twice");
        var places = columns.Select(column => header.IndexOf(column)).ToArray();
        if (places.AsSpan(0, required).IndexOf(-1) is >= 0 and var missing)
            throw new RowException(reader.Line, $"the column '{columns[missing]}' is missing");
        return new CsvTable(reader, places, header.Count);
    }

    /// <summary>The line on which the current row begins.</summary>
    public long Line => _reader.Line;

    /// <summary>The value of a column in the current row; empty when the file has no such column.</summary>
    public string this[int column] => _places[column] < 0 ? "" : _row[_places[column]];

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="RowException">The row has more or fewer values than the header has names.</exception>
    public bool Read()
    {
        if (_reader.ReadRow() is not { } row)
            return false;
        if (row.Count != _width)
            throw new RowException(Line, $"{row.Count} values for {_width} columns");
        _row = row;
        return true;
    }
}
