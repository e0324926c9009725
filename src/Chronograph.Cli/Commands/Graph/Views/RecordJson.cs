using System.Buffers;
using System.Text.Json;
using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Writes nodes and edges with the fields, and in the form, of the change messages (docs/format/ingest.md).</summary>
internal static class RecordJson
{
    private static readonly SearchValues<char> LineBreaks = SearchValues.Create("\r\n");

    /// <summary>Writes the fields of a node, its id before them.</summary>
    public static void WriteNode(this Utf8JsonWriter json, Node node)
    {
        json.WriteString("id", node.Id.ToString());
        json.WriteString("semantic_id", node.SemanticId);
        json.WriteString("type", node.Type);
        json.WriteString("name", node.Name);
        json.WriteString("file", node.File);
        WriteContentHash(json, node.ContentHash);
        WriteMetadata(json, node.Metadata);
    }

    /// <summary>Writes the fields of an edge.</summary>
    public static void WriteEdge(this Utf8JsonWriter json, Edge edge)
    {
        json.WriteString("src", edge.Source);
        json.WriteString("type", edge.Type);
        json.WriteString("dst", edge.Target);
        WriteMetadata(json, edge.Metadata);
    }

    /// <summary>Writes metadata as the JSON value that it is; null when there is none.</summary>
    public static void WriteMetadata(this Utf8JsonWriter json, string metadata)
    {
        json.WritePropertyName("metadata");
        if (metadata.Length == 0)
            json.WriteNullValue();
        else if (!IsJson(metadata))
            json.WriteStringValue(metadata);
        else
            WriteOnOneLine(json, metadata);
    }

    // A string of digits, because many readers of JSON round numbers beyond 53 bits.
    private static void WriteContentHash(Utf8JsonWriter json, ulong hash)
    {
        if (hash == 0)
            json.WriteNull("content_hash");
        else
            json.WriteString("content_hash", hash.ToString("x16"));
    }

    private static void WriteOnOneLine(Utf8JsonWriter json, string metadata)
    {
        if (!metadata.AsSpan().ContainsAny(LineBreaks))
        {
            json.WriteRawValue(metadata, skipInputValidation: true);
            return;
        }
        using var document = JsonDocument.Parse(metadata);
        document.WriteTo(json);
    }

    private static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
