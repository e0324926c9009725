using System.Text.Json;

namespace Chronograph.Cli;

/// <summary>Where a command puts its data: standard output, as text or as JSON.</summary>
internal sealed class CommandOutput : IDisposable
{
    private const int BufferSize = 64 * 1024;

    private readonly BufferedStream _stream = new(new StandardOutput(), BufferSize);

    public CommandOutput(OutputFormat format) => Format = format;

    /// <summary>How data is printed.</summary>
    public OutputFormat Format { get; }

    /// <summary>Prints one thing.</summary>
    /// <param name="json">Writes it as the properties of one JSON object.</param>
    /// <param name="text">Lays it out for people.</param>
    public void Show(Action<Utf8JsonWriter> json, Action<TextPage> text)
    {
        if (Format == OutputFormat.Json)
        {
            using var lines = new JsonLines(_stream);
            lines.Write(json);
        }
        else
        {
            using var page = TextPage.Create(_stream);
            text(page);
        }
    }

    /// <summary>Begins a list that grows while it is printed.</summary>
    /// <param name="view">How an item looks.</param>
    /// <param name="live">Whether each item must be seen at once, because the next may be long in coming.</param>
    public ListWriter<T> BeginList<T>(ItemView<T> view, bool live = false) => Format == OutputFormat.Json
        ? new JsonList<T>(_stream, view, live)
        : new TextList<T>(_stream, view, live);

    /// <summary>Prints a list to its end and says how many items it had.</summary>
    public long List<T>(IEnumerable<T> items, ItemView<T> view, CancellationToken stop)
    {
        using var list = BeginList(view);
        var count = 0L;
        foreach (var item in items)
        {
            stop.ThrowIfCancellationRequested();
            list.Write(item);
            count++;
        }
        return count;
    }

    /// <summary>Makes everything printed so far visible, before something is said on the other stream.</summary>
    public void Flush() => _stream.Flush();

    public void Dispose() => _stream.Dispose();
}
