using System.Text.Json;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>How segments of a log look in JSON.</summary>
internal static class SegmentJson
{
    /// <summary>Writes an array of segments.</summary>
    public static void WriteSegments(this Utf8JsonWriter json, string property, IEnumerable<LogSegment> segments)
    {
        json.WriteStartArray(property);
        foreach (var segment in segments)
            Write(json, segment);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LogSegment segment)
    {
        json.WriteStartObject();
        json.WriteNumber("id", segment.Id);
        json.WriteNumber("first_seq", segment.FirstSequence);
        json.WriteNumber("message_count", segment.MessageCount);
        json.WriteBoolean("sealed", segment.Sealed);
        json.WriteNumber("bytes", segment.Bytes);
        json.WriteEndObject();
    }
}
