using System.Buffers;
using System.Text.Json;

namespace Chronograph.Graph;

/// <summary>
/// The segments of a manifest as JSON, one on a line. The text of each is kept for the next manifest, which lists nearly all of
/// them again.
/// </summary>
internal sealed class SegmentTexts
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = ManifestWriter.Options.Encoder };

    // Two levels deep: the writer leaves that out before a text that it is given.
    private static ReadOnlySpan<byte> LineStart => "\n    "u8;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    // By the object: a descriptor never changes, and versions share it.
    private Dictionary<SegmentDescriptor, byte[]> _known = new(ReferenceEqualityComparer.Instance);
    private Dictionary<SegmentDescriptor, byte[]> _written = new(ReferenceEqualityComparer.Instance);

    /// <summary>Writes the list of the segments of one kind.</summary>
    public void Write(Utf8JsonWriter json, string name, ReadOnlySpan<SegmentDescriptor> segments, SegmentKind kind)
    {
        json.WriteStartArray(name);
        foreach (var segment in segments)
        {
            if (!_known.TryGetValue(segment, out var text))
                text = TextOf(segment, kind);
            _written.TryAdd(segment, text);
            json.WriteRawValue(text, skipInputValidation: true);
        }

        json.WriteEndArray();
    }

    /// <summary>Keeps the texts that were written since the last call, and no others.</summary>
    public void ForgetOthers()
    {
        (_known, _written) = (_written, _known);
        _written.Clear();
    }

    private byte[] TextOf(SegmentDescriptor segment, SegmentKind kind)
    {
        _buffer.ResetWrittenCount();
        _buffer.Write(LineStart);
        using (var json = new Utf8JsonWriter(_buffer, Compact))
            Write(json, segment, kind);
        return _buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, SegmentDescriptor segment, SegmentKind kind)
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
}
