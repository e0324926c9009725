using System.Text.Json;

namespace Chronograph.Cli;

/// <summary>Finds the line on which a node stands in its file: the number <c>start</c> of the code graph, or <c>line</c>.</summary>
internal static class MetadataLine
{
    /// <summary>Reads it from metadata, which may be anything.</summary>
    public static bool TryRead(string metadata, out int line)
    {
        line = 0;
        if (metadata.Length == 0)
            return false;
        try
        {
            using var document = JsonDocument.Parse(metadata);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && (IsLine(document.RootElement, "start", out line) || IsLine(document.RootElement, "line", out line));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsLine(JsonElement metadata, string name, out int line)
    {
        line = 0;
        return metadata.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            && value.TryGetInt32(out line) && line > 0;
    }
}
