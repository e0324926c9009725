namespace Chronograph.Cli;

/// <summary>A list as JSON lines.</summary>
internal sealed class JsonList<T>(Stream stream, ItemView<T> view, bool live) : ListWriter<T>
{
    private readonly JsonLines _lines = new(stream);

    public override void Write(T item)
    {
        _lines.Write(item, view.Json);
        if (live)
            stream.Flush();
    }

    public override void Flush() => stream.Flush();

    public override void Dispose() => _lines.Dispose();
}
