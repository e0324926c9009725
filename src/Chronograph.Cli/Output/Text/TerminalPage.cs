using Spectre.Console;

namespace Chronograph.Cli;

/// <summary>A page for a terminal: tables with lines around them.</summary>
internal sealed class TerminalPage(Stream stream) : TextPage(stream)
{
    private static Style HeaderStyle { get; } = new(decoration: Terminal.OutputColours ? Decoration.Bold : Decoration.None);

    protected override void WriteTable(TextTable table, TextWriter writer)
    {
        var console = SpectreConsole.Create(writer, Terminal.OutputColours);
        console.Write(Convert(table));
    }

    private static Table Convert(TextTable table)
    {
        var converted = new Table { Border = TableBorder.Rounded };
        for (var column = 0; column < table.Headers.Count; column++)
            converted.AddColumn(Column(table, column));
        foreach (var row in table.Rows)
            converted.AddRow(row.Select(cell => new Text(cell)).ToArray());
        return converted;
    }

    private static TableColumn Column(TextTable table, int column) =>
        new(new Text(table.Headers[column], HeaderStyle))
        {
            Alignment = table.IsNumeric(column) ? Justify.Right : Justify.Left,
        };
}
