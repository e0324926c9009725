using System.Text;

namespace Chronograph.Cli;

/// <summary>Lays out one thing for people: facts, tables and lines, in the order in which they are added.</summary>
internal abstract class TextPage : IDisposable
{
    private readonly StreamWriter _writer;

    protected TextPage(Stream stream) =>
        _writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };

    /// <summary>The page that suits what standard output is connected to.</summary>
    public static TextPage Create(Stream stream) =>
        Terminal.OutputIsTerminal ? new TerminalPage(stream) : new PlainPage(stream);

    /// <summary>Adds a line.</summary>
    public void Line(string text = "") => _writer.WriteLine(Printable.OneLine(text));

    /// <summary>Adds a heading.</summary>
    public void Heading(string text) =>
        _writer.WriteLine(new AnsiColours(Terminal.OutputColours).Bold(Printable.OneLine(text)));

    /// <summary>Adds names and values, one pair per line.</summary>
    public void Facts(params ReadOnlySpan<(string Name, string Value)> facts)
    {
        var width = 0;
        foreach (var (name, _) in facts)
            width = Math.Max(width, name.Length);
        foreach (var (name, value) in facts)
            Line($"{name.PadRight(width)}  {value}");
    }

    /// <summary>Adds a table, apart from what stands above it; adds nothing when it has no rows.</summary>
    public void Table(TextTable table)
    {
        if (table.Rows.Count == 0)
            return;
        Line();
        WriteTable(table, _writer);
    }

    public void Dispose() => _writer.Dispose();

    protected abstract void WriteTable(TextTable table, TextWriter writer);
}
