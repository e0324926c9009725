using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Chronograph.Graph;

namespace Chronograph.Ingest;

/// <summary>Reads the JSON of docs/format/ingest.md. Properties it does not know are ignored.</summary>
internal static class ChangeDecoder
{
    /// <summary>Decodes one message.</summary>
    /// <param name="reason">Why the message cannot be used, when it cannot.</param>
    /// <returns>The change, or null when the message cannot be used.</returns>
    public static Change? TryDecode(ushort type, ReadOnlySpan<byte> payload, out string reason)
    {
        reason = "";
        try
        {
            var reader = new Utf8JsonReader(payload);
            reader.Read();
            var change = Decode((MessageKind)type, ref reader, payload);
            if (change is null)
                reason = $"the message type {type} is unknown";
            else if (reader.Read())
                throw new JsonException("more than one JSON value");
            return change;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            reason = $"not a usable message of type {type}: {error.Message}";
            return null;
        }
    }

    private static Change? Decode(MessageKind kind, ref Utf8JsonReader reader, ReadOnlySpan<byte> payload) => kind switch
    {
        MessageKind.UpsertNode => new Change.UpsertNode(ReadNode(ref reader, payload)),
        MessageKind.UpsertEdge => new Change.UpsertEdge(ReadEdge(ref reader, payload)),
        MessageKind.DeleteNode => new Change.DeleteNode(ReadNodeKey(ref reader)),
        MessageKind.DeleteEdge => Deletion(ReadEdge(ref reader, payload)),
        MessageKind.ReplaceFile => ReadReplacement(ref reader, payload),
        MessageKind.Commit => new Change.Commit(ReadMarker(ref reader)),
        _ => null,
    };

    private static Change.DeleteEdge Deletion(Edge edge) => new(edge.Source, edge.Type, edge.Target);

    private static Node ReadNode(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload)
    {
        string id = "", type = "", name = "", file = "", metadata = "";
        var contentHash = 0UL;
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextProperty(ref reader))
        {
            if (Take(ref reader, Fields.SemanticId))
                id = Text(ref reader);
            else if (Take(ref reader, Fields.Type))
                type = Text(ref reader);
            else if (Take(ref reader, Fields.Name))
                name = OptionalText(ref reader);
            else if (Take(ref reader, Fields.File))
                file = OptionalText(ref reader);
            else if (Take(ref reader, Fields.ContentHash))
                contentHash = Hash(ref reader);
            else if (Take(ref reader, Fields.Metadata))
                metadata = Raw(ref reader, payload);
            else
                reader.Skip();
        }

        return new Node(Required(id, Fields.SemanticId), Required(type, Fields.Type), name, file, contentHash, metadata);
    }

    private static Edge ReadEdge(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload)
    {
        string source = "", type = "", target = "", metadata = "";
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextProperty(ref reader))
        {
            if (Take(ref reader, Fields.Source))
                source = Text(ref reader);
            else if (Take(ref reader, Fields.Type))
                type = Text(ref reader);
            else if (Take(ref reader, Fields.Target))
                target = Text(ref reader);
            else if (Take(ref reader, Fields.Metadata))
                metadata = Raw(ref reader, payload);
            else
                reader.Skip();
        }

        return new Edge(Required(source, Fields.Source), Required(type, Fields.Type), Required(target, Fields.Target), metadata);
    }

    private static string ReadNodeKey(ref Utf8JsonReader reader)
    {
        var id = "";
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextProperty(ref reader))
        {
            if (Take(ref reader, Fields.SemanticId))
                id = Text(ref reader);
            else
                reader.Skip();
        }

        return Required(id, Fields.SemanticId);
    }

    private static Change.ReplaceFile ReadReplacement(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload)
    {
        var file = "";
        var nodes = new List<Node>();
        var edges = new List<Edge>();
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextProperty(ref reader))
        {
            if (Take(ref reader, Fields.File))
                file = Text(ref reader);
            else if (Take(ref reader, Fields.Nodes))
            {
                for (Expect(ref reader, JsonTokenType.StartArray); NextElement(ref reader);)
                    nodes.Add(ReadNode(ref reader, payload));
            }
            else if (Take(ref reader, Fields.Edges))
            {
                for (Expect(ref reader, JsonTokenType.StartArray); NextElement(ref reader);)
                    edges.Add(ReadEdge(ref reader, payload));
            }
            else
                reader.Skip();
        }

        return new Change.ReplaceFile(Required(file, Fields.File), nodes, edges);
    }

    private static CommitMarker ReadMarker(ref Utf8JsonReader reader)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        DateTimeOffset? createdAt = null;
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextProperty(ref reader))
        {
            if (Take(ref reader, Fields.CreatedAt))
                createdAt = reader.TokenType == JsonTokenType.Null ? null : reader.GetDateTimeOffset();
            else if (Take(ref reader, Fields.Tags))
                ReadTags(ref reader, tags);
            else
                reader.Skip();
        }

        return new CommitMarker { Tags = tags, CreatedAt = createdAt };
    }

    private static void ReadTags(ref Utf8JsonReader reader, Dictionary<string, string> tags)
    {
        Expect(ref reader, JsonTokenType.StartObject);
        while (NextProperty(ref reader))
        {
            var key = reader.GetString()!;
            reader.Read();
            tags[key] = Text(ref reader);
        }

        if (TagRules.Fault(tags) is { } fault)
            throw new JsonException(fault);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType token)
    {
        if (reader.TokenType != token)
            throw new JsonException($"expected {token} at byte {reader.TokenStartIndex}, found {reader.TokenType}");
    }

    private static bool NextProperty(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static bool NextElement(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>Steps onto the value when the reader stands on this property name.</summary>
    private static bool Take(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name) && reader.Read();

    private static string Text(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.String);
        return reader.GetString()!;
    }

    private static string OptionalText(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null ? "" : Text(ref reader);

    private static ulong Hash(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.Null
        ? 0
        : ulong.TryParse(Text(ref reader), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash)
        ? hash
        : throw new JsonException("content_hash is not 1 to 16 hexadecimal digits");

    /// <summary>The value's bytes as they stand in the message, so that metadata comes back as it was given.</summary>
    private static string Raw(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return "";
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var raw = payload[start..(int)reader.BytesConsumed];
        return Utf8.IsValid(raw) ? Encoding.UTF8.GetString(raw) : throw new JsonException("metadata is not valid UTF-8");
    }

    private static string Required(string value, ReadOnlySpan<byte> field) =>
        value.Length > 0 ? value : throw new JsonException($"{Encoding.UTF8.GetString(field)} is missing");
}
