using System.Text;

namespace Chronograph.Cli;

/// <summary>Rows of a CSV file whose first row names the columns, in any order.</summary>
internal sealed class CsvTable
{
    private readonly CsvReader _reader;
    private readonly int[] _places;
    private readonly int _width;

    private CsvTable(CsvReader reader, int[] places, int width)
    {
        _reader = reader;
        _places = places;
        _width = width;
    }

    /// <summary>Reads the header.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="columns">The columns that there may be.</param>
    /// <param name="required">How many of them, from the first, there must be.</param>
    /// <exception cref="RowException">A column is missing, unknown, or there twice.</exception>
    public static CsvTable Open(Stream stream, string[] columns, int required)
    {
        var reader = new CsvReader(stream);
        if (!reader.ReadRow())
            throw new RowException(1, $"the header is missing: {string.Join(',', columns)}");
        var header = Enumerable.Range(0, reader.Count).Select(field => Encoding.UTF8.GetString(reader[field])).ToList();
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

    /// <summary>The value of a column in the current row, until the next; empty when the file has no such column.</summary>
    public ReadOnlySpan<byte> this[int column] => _places[column] < 0 ? default : _reader[_places[column]];

    /// <summary>Goes to the next row; false at the end.</summary>
    /// <exception cref="RowException">The row has more or fewer values than the header has names.</exception>
    public bool Read()
    {
        if (!_reader.ReadRow())
            return false;
        return _reader.Count == _width
            ? true
            : throw new RowException(Line, $"{_reader.Count} values for {_width} columns");
    }
}
