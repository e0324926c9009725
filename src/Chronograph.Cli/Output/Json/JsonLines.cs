using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chronograph.Cli;

/// <summary>Writes JSON objects, one per line.</summary>
internal sealed class JsonLines : IDisposable
{
    // Relaxed: the output is read by programs and people, never pasted into HTML, and '->' or 'ü' should stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream _stream;
    private readonly Utf8JsonWriter _writer;

    public JsonLines(Stream stream)
    {
        _stream = stream;
        _writer = new Utf8JsonWriter(stream, Options);
    }

    /// <summary>Writes one object.</summary>
    public void Write(Action<Utf8JsonWriter> properties)
    {
        Begin();
        properties(_writer);
        End();
    }

    /// <summary>Writes one object.</summary>
    public void Write<T>(T item, Action<Utf8JsonWriter, T> properties)
    {
        Begin();
        properties(_writer, item);
        End();
    }

    public void Dispose() => _writer.Dispose();

    private void Begin() => _writer.WriteStartObject();

    private void End()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        _writer.Reset();
        _stream.WriteByte((byte)'\n');
    }
}
