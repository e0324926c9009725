using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Ingest;

/// <summary>Writes changes as the JSON of docs/format/ingest.md.</summary>
/// <remarks>One buffer and one writer serve all messages, so encoding allocates nothing of its own. Not thread-safe.</remarks>
internal sealed class ChangeEncoder : IDisposable
{
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    public ChangeEncoder() => _writer = new Utf8JsonWriter(_buffer, Options);

    /// <summary>The encoded node; valid until the next call.</summary>
    /// <exception cref="JsonException">The metadata is not JSON.</exception>
    public ReadOnlySpan<byte> Encode(Node node)
    {
        Begin();
        Write(node);
        return End();
    }

    /// <summary>The encoded edge; valid until the next call.</summary>
    /// <exception cref="JsonException">The metadata is not JSON.</exception>
    public ReadOnlySpan<byte> Encode(Edge edge)
    {
        Begin();
        Write(edge);
        return End();
    }

    public ReadOnlySpan<byte> EncodeNodeDeletion(string semanticId)
    {
        Begin();
        _writer.WriteStartObject();
        _writer.WriteString(Fields.SemanticId, semanticId);
        _writer.WriteEndObject();
        return End();
    }

    public ReadOnlySpan<byte> EncodeEdgeDeletion(string source, string type, string target)
    {
        Begin();
        _writer.WriteStartObject();
        WriteKey(source, type, target);
        _writer.WriteEndObject();
        return End();
    }

    public ReadOnlySpan<byte> EncodeReplacement(string file, IEnumerable<Node> nodes, IEnumerable<Edge> edges)
    {
        Begin();
        _writer.WriteStartObject();
        _writer.WriteString(Fields.File, file);
        _writer.WriteStartArray(Fields.Nodes);
        foreach (var node in nodes)
            Write(node);
        _writer.WriteEndArray();
        _writer.WriteStartArray(Fields.Edges);
        foreach (var edge in edges)
            Write(edge);
        _writer.WriteEndArray();
        _writer.WriteEndObject();
        return End();
    }

    public ReadOnlySpan<byte> Encode(CommitMarker marker)
    {
        Begin();
        _writer.WriteStartObject();
        _writer.WriteStartObject(Fields.Tags);
        foreach (var (key, value) in marker.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
            _writer.WriteString(key, value);
        _writer.WriteEndObject();
        if (marker.CreatedAt is { } createdAt)
            _writer.WriteString(Fields.CreatedAt, createdAt);
        _writer.WriteEndObject();
        return End();
    }

    public void Dispose() => _writer.Dispose();

    private void Begin()
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
    }

    private ReadOnlySpan<byte> End()
    {
        _writer.Flush();
        return _buffer.WrittenSpan;
    }

    private void Write(Node node)
    {
        _writer.WriteStartObject();
        _writer.WriteString(Fields.SemanticId, node.SemanticId);
        _writer.WriteString(Fields.Type, node.Type);
        _writer.WriteString(Fields.Name, node.Name);
        _writer.WriteString(Fields.File, node.File);
        if (node.ContentHash != 0)
            WriteHash(node.ContentHash);
        WriteMetadata(node.Metadata);
        _writer.WriteEndObject();
    }

    private void Write(Edge edge)
    {
        _writer.WriteStartObject();
        WriteKey(edge.Source, edge.Type, edge.Target);
        WriteMetadata(edge.Metadata);
        _writer.WriteEndObject();
    }

    private void WriteKey(string source, string type, string target)
    {
        _writer.WriteString(Fields.Source, source);
        _writer.WriteString(Fields.Type, type);
        _writer.WriteString(Fields.Target, target);
    }

    private void WriteHash(ulong contentHash)
    {
        Span<byte> digits = stackalloc byte[16];
        contentHash.TryFormat(digits, out _, "x16");
        _writer.WriteString(Fields.ContentHash, digits);
    }

    private void WriteMetadata(string metadata)
    {
        if (metadata.Length == 0)
            return;
        _writer.WritePropertyName(Fields.Metadata);
        _writer.WriteRawValue(metadata);
    }
}
