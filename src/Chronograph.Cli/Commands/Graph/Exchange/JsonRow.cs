using System.Text.Json;

namespace Chronograph.Cli;

/// <summary>One line of JSON lines, which must be an object.</summary>
internal sealed class JsonRow : IDisposable
{
    private readonly JsonDocument _document;

    private JsonRow(JsonDocument document, long line)
    {
        _document = document;
        Line = line;
    }

    /// <summary>The line, from 1.</summary>
    public long Line { get; }

    /// <summary>Parses a line.</summary>
    /// <exception cref="RowException">It is not a JSON object.</exception>
    public static JsonRow Parse(string content, long line)
    {
        try
        {
            var document = JsonDocument.Parse(content);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return new JsonRow(document, line);
            document.Dispose();
            throw new RowException(line, "the line is no JSON object");
        }
        catch (JsonException error)
        {
            throw new RowException(line, $"the line is no JSON: {error.Message}");
        }
    }

    /// <summary>The value of a property that is a string.</summary>
    /// <exception cref="RowException">The property is missing and not optional, or not a string.</exception>
    public string Text(string property, bool optional = false)
    {
        if (!TryGet(property, out var value))
            return optional ? "" : throw new RowException(Line, $"'{property}' is missing");
        return value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw new RowException(Line, $"'{property}' is not a string");
    }

    /// <summary>The value of a property as JSON text, byte for byte; empty when there is none.</summary>
    public string Raw(string property) => TryGet(property, out var value) ? value.GetRawText() : "";

    public void Dispose() => _document.Dispose();

    private bool TryGet(string property, out JsonElement value) =>
        _document.RootElement.TryGetProperty(property, out value) && value.ValueKind != JsonValueKind.Null;
}
