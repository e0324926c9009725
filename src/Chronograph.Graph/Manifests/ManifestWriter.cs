using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chronograph.Graph;

/// <summary>Writes a manifest as JSON.</summary>
internal static class ManifestWriter
{
    public const int FormatVersion = 1;

    private const int FirstSize = 16 << 10;

    /// <summary>What the writer puts between the member before the tags and their name.</summary>
    private static ReadOnlySpan<byte> BeforeTags => ",\n  "u8;

    public static JsonWriterOptions Options { get; } = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The bytes of the file, and the manifest with the hash that they give it.</summary>
    public static byte[] Write(Manifest manifest, out Manifest written)
    {
        var buffer = new ArrayBufferWriter<byte>(FirstSize);
        int hashed;
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            WriteFacts(json, manifest);
            hashed = (int)(json.BytesCommitted + json.BytesPending) + BeforeTags.Length;
            WriteTags(json, manifest.Tags);
        }

        Debug.Assert(buffer.WrittenSpan[hashed..].StartsWith("\"tags\""u8), "The hash ends where the tags begin.");
        written = manifest with { Sha256 = Hash(buffer.WrittenSpan, hashed) };
        return SealedJson.Seal(buffer.WrittenSpan);
    }

    /// <summary>The SHA-256 of the bytes before the quotation mark that opens the member <c>tags</c>.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("tags"u8))
                return Hash(bytes, (int)reader.TokenStartIndex);
        }

        throw new JsonException("There is no member 'tags'.");
    }

    private static string Hash(ReadOnlySpan<byte> bytes, int length) => Convert.ToHexStringLower(SHA256.HashData(bytes[..length]));

    private static void WriteFacts(Utf8JsonWriter json, Manifest manifest)
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
        json.WriteEndObject();
    }

    private static void WriteState(Utf8JsonWriter json, VersionState state)
    {
        json.WriteNumber("next_segment_id", state.NextSegmentId);
        WriteSegments(json, "node_segments", state.NodeSegments.AsSpan(), SegmentKind.Nodes);
        WriteSegments(json, "edge_segments", state.EdgeSegments.AsSpan(), SegmentKind.Edges);
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

    private static void WriteSegments(Utf8JsonWriter json, string name, ReadOnlySpan<SegmentDescriptor> segments, SegmentKind kind)
    {
        json.WriteStartArray(name);
        foreach (var segment in segments)
        {
            json.WriteStartObject();
            json.WriteNumber("segment_id", segment.SegmentId);
            json.WriteNumber("record_count", segment.RecordCount);
            json.WriteNumber("tombstone_count", segment.TombstoneCount);
            json.WriteNumber("byte_size", segment.ByteSize);
            json.WriteString("sha256", segment.Sha256);
            if (segment.AddsOnly)
                json.WriteBoolean("adds_only", true);
            if (segment.Replaced is { } replaced)
            {
                json.WriteNumber("changed_count", replaced.Changed);
                json.WriteNumber("touched_count", replaced.Touched);
            }

            if (segment.ThroughVersion is { } through)
                json.WriteNumber("through_version", through.Number);
            if (kind == SegmentKind.Nodes)
            {
                WriteZone(json, "node_types", segment.NodeTypes);
                WriteZone(json, "file_paths", segment.FilePaths);
            }
            else
            {
                WriteZone(json, "edge_types", segment.EdgeTypes);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteZone(Utf8JsonWriter json, string name, IReadOnlyList<string>? values)
    {
        if (values is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>ISO 8601 in UTC with seven decimals, which loses nothing.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture);
}
