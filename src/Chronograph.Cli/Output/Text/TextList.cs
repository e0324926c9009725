using System.Text;

namespace Chronograph.Cli;

/// <summary>A list as aligned columns: the first items decide the widths, the others follow without waiting.</summary>
/// <remarks>
/// The last column is neither padded nor cut: it holds what people copy, and the terminal wraps it better than we could.
/// </remarks>
internal sealed class TextList<T> : ListWriter<T>
{
    private const int ItemsThatDecideTheWidths = 256;

    private readonly StreamWriter _writer;
    private readonly ItemView<T> _view;
    private readonly bool _live;
    private readonly List<string[]> _waiting = [];
    private int[]? _widths;

    public TextList(Stream stream, ItemView<T> view, bool live)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        _view = view;
        _live = live;
    }

    public override void Write(T item)
    {
        var cells = _view.Columns.Select(column => Printable.OneLine(column.Cell(item))).ToArray();
        if (_widths is not null)
        {
            WriteCells(cells);
            return;
        }
        _waiting.Add(cells);
        if (_live || _waiting.Count == ItemsThatDecideTheWidths)
            WriteWaiting();
    }

    public override void Flush()
    {
        WriteWaiting();
        _writer.Flush();
        _writer.BaseStream.Flush();
    }

    public override void Dispose()
    {
        WriteWaiting();
        _writer.Dispose();
    }

    private void WriteWaiting()
    {
        if (_waiting.Count == 0)
            return;
        _widths = DecideWidths();
        WriteHeader();
        foreach (var cells in _waiting)
            WriteCells(cells);
        _waiting.Clear();
    }

    private int[] DecideWidths() => _view.Columns
        .Select((column, index) => Math.Max(
            Math.Max(column.MinimumWidth, column.Header.Length),
            _waiting.Max(cells => cells[index].Length)))
        .ToArray();

    private void WriteHeader()
    {
        var colours = new AnsiColours(Terminal.OutputColours);
        _writer.WriteLine(colours.Bold(Line(_view.Columns.Select(column => column.Header).ToArray())));
    }

    private void WriteCells(string[] cells)
    {
        _writer.WriteLine(Line(cells));
        if (!_live)
            return;
        _writer.Flush();
        _writer.BaseStream.Flush();
    }

    private string Line(string[] cells)
    {
        var line = new StringBuilder();
        for (var index = 0; index < cells.Length; index++)
            Append(line, cells, index);
        return line.ToString();
    }

    private void Append(StringBuilder line, string[] cells, int index)
    {
        if (index > 0)
            line.Append("  ");
        if (_view.Columns[index].RightAligned)
            line.Append(cells[index].PadLeft(_widths![index]));
        else if (index < cells.Length - 1)
            line.Append(cells[index].PadRight(_widths![index]));
        else
            line.Append(cells[index]);
    }
}
