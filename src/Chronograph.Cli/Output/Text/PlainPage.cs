namespace Chronograph.Cli;

/// <summary>A page for pipes and files: aligned columns, no colours, no lines.</summary>
internal sealed class PlainPage(Stream stream) : TextPage(stream)
{
    protected override void WriteTable(TextTable table, TextWriter writer)
    {
        var widths = table.Headers
            .Select((header, column) => Math.Max(header.Length, table.Rows.Max(row => row[column].Length)))
            .ToArray();
        WriteRow(table, table.Headers, widths, writer);
        foreach (var row in table.Rows)
            WriteRow(table, row, widths, writer);
    }

    private static void WriteRow(TextTable table, IReadOnlyList<string> cells, int[] widths, TextWriter writer)
    {
        var padded = cells.Select((cell, column) =>
            table.IsNumeric(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
        writer.WriteLine(string.Join("  ", padded).TrimEnd());
    }
}
