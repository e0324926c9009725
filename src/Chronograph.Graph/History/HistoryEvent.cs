using System.Buffers;
using System.Text.Json;

namespace Chronograph.Graph;

/// <summary>One message of a store's history: what happened to which version, and what the version then looked like.</summary>
internal sealed record HistoryEvent(HistoryEventKind Kind, VersionInfo Info, string Sha256)
{
    public byte[] ToBytes()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ManifestWriter.Options.Encoder });
        json.WriteStartObject();
        json.WriteNumber("version", Info.Version.Number);
        json.WriteString("created_at", ManifestWriter.Time(Info.CreatedAt));
        json.WriteNumber("parent_version", Info.Parent.Number);
        json.WriteStartObject("tags");
        foreach (var (key, value) in Info.Tags)
            json.WriteString(key, value);
        json.WriteEndObject();
        json.WriteNumber("nodes", Info.Nodes);
        json.WriteNumber("edges", Info.Edges);
        json.WriteNumber("segments", Info.Segments);
        ManifestWriter.WriteSources(json, Info.Sources);
        json.WriteString("manifest_sha256", Sha256);
        if (Info.RequestId is { } request)
            json.WriteString("request_id", request);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
