using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chronograph.Graph;

/// <summary>Writes manifests as JSON, one after another. For one thread at a time.</summary>
internal sealed class ManifestWriter
{
    public const int FormatVersion = 1;

    private const int FirstSize = 16 << 10;

    /// <summary>What the writer puts between the member before the tags and their name.</summary>
    private static ReadOnlySpan<byte> BeforeTags => ",\n  "u8;

    /// <summary>What the writer puts before the first member.</summary>
    private static ReadOnlySpan<byte> AtStart => "{\n  "u8;

    public static JsonWriterOptions Options { get; } = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ArrayBufferWriter<byte> _buffer = new(FirstSize);
    private readonly SegmentTexts _segments = new();

    /// <summary>The bytes of the file, and the manifest with the hash that they give it.</summary>
    /// <returns>Valid until the next call.</returns>
    public ReadOnlySpan<byte> Write(Manifest manifest, out Manifest written)
    {
        _buffer.ResetWrittenCount();
        int hashed;
        using (var json = new Utf8JsonWriter(_buffer, Options))
        {
            WriteFacts(json, manifest);
            hashed = (int)(json.BytesCommitted + json.BytesPending) + BeforeTags.Length;
            WriteTags(json, manifest.Tags);
        }

        Debug.Assert(_buffer.WrittenSpan[hashed..].StartsWith("\"tags\""u8), "The hash ends where the tags begin.");
        written = manifest with { Sha256 = Hash(_buffer.WrittenSpan, hashed) };
        SealedJson.Seal(_buffer);
        return _buffer.WrittenSpan;
    }

    /// <summary>A manifest as it was, but with other tags. What this build does not know in it stays, as its hash does.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="tags">The tags in their order.</param>
    public static ReadOnlySpan<byte> Retag(ReadOnlySpan<byte> bytes, IReadOnlyDictionary<string, string> tags)
    {
        var (start, end) = FindTags(bytes);
        var text = new ArrayBufferWriter<byte>(FirstSize);
        using (var json = new Utf8JsonWriter(text, Options))
        {
            json.WriteStartObject();
            WriteTags(json, tags);
        }

        var buffer = new ArrayBufferWriter<byte>(FirstSize);
        buffer.Write(bytes[..start]);
        buffer.Write(text.WrittenSpan[AtStart.Length..]);
        buffer.Write(SealedJson.Body(bytes)[end..]);
        SealedJson.Seal(buffer);
        return buffer.WrittenSpan;
    }

    /// <summary>The SHA-256 of the bytes before the quotation mark that opens the member <c>tags</c>.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Hash(bytes, FindTags(bytes).Start);

    /// <summary>Where the member <c>tags</c> begins and ends.</summary>
    private static (int Start, int End) FindTags(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1 || !reader.ValueTextEquals("tags"u8))
                continue;
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            return (start, (int)reader.BytesConsumed);
        }

        throw new JsonException("There is no member 'tags'.");
    }

    private static string Hash(ReadOnlySpan<byte> bytes, int length) => Convert.ToHexStringLower(SHA256.HashData(bytes[..length]));

    private void WriteFacts(Utf8JsonWriter json, Manifest manifest)
    {
        json.WriteStartObject();
        json.WriteNumber("format_version", FormatVersion);
        json.WriteStartArray("required_features");
        json.WriteEndArray();
        json.WriteStartArray("optional_features");
        json.WriteEndArray();
        json.WriteNumber("version", manifest.Version.Number);
        json.WriteString("created_at", Time(manifest.CreatedAt));
        json.WriteNumber("parent_version", manifest.Parent.Number);
        json.WriteString("parent_sha256", manifest.ParentSha256);
        json.WriteNumber("writer_epoch", manifest.WriterEpoch);
        if (manifest.RequestId is { } request)
            json.WriteString("request_id", request);
        WriteState(json, manifest.State);
    }

    private static void WriteTags(Utf8JsonWriter json, IReadOnlyDictionary<string, string> tags)
    {
        json.WriteStartObject("tags");
        foreach (var (key, value) in tags)
            json.WriteString(key, value);
        json.WriteEndObject();
    }

    private void WriteState(Utf8JsonWriter json, VersionState state)
    {
        json.WriteNumber("next_segment_id", state.NextSegmentId);
        _segments.Write(json, "node_segments", state.NodeSegments.AsSpan(), SegmentKind.Nodes);
        _segments.Write(json, "edge_segments", state.EdgeSegments.AsSpan(), SegmentKind.Edges);
        _segments.ForgetOthers();
        WriteSources(json, state.Sources);
        json.WriteStartObject("stats");
        json.WriteNumber("total_nodes", state.TotalNodes);
        json.WriteNumber("total_edges", state.TotalEdges);
        json.WriteNumber("node_segment_count", state.NodeSegments.Length);
        json.WriteNumber("edge_segment_count", state.EdgeSegments.Length);
        json.WriteEndObject();
    }

    public static void WriteSources(Utf8JsonWriter json, IReadOnlyDictionary<string, long> sources)
    {
        json.WriteStartObject("sources");
        foreach (var (log, sequence) in sources)
            json.WriteNumber(log, sequence);
        json.WriteEndObject();
    }

    /// <summary>ISO 8601 in UTC with seven decimals, which loses nothing.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
