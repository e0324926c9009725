namespace Chronograph.Cli;

/// <summary>A table that is small enough to be laid out as a whole.</summary>
/// <param name="headers">Its column headings. One that begins with '#' has numbers below it; the sign is not shown.</param>
internal sealed class TextTable(params string[] headers)
{
    private readonly List<string[]> _rows = [];

    /// <summary>The column headings.</summary>
    public IReadOnlyList<string> Headers { get; } = headers.Select(header => header.TrimStart('#')).ToArray();

    /// <summary>The rows so far.</summary>
    public IReadOnlyList<string[]> Rows => _rows;

    /// <summary>Whether a column holds numbers.</summary>
    public bool IsNumeric(int column) => headers[column].StartsWith('#');

    /// <summary>Adds a row.</summary>
    public TextTable Row(params string[] cells)
    {
        _rows.Add(cells.Select(Printable.OneLine).ToArray());
        return this;
    }
}
