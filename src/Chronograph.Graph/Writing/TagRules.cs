using System.Buffers;
using System.Text.Json;

namespace Chronograph.Graph;

/// <summary>What the tags of a version must satisfy, for who takes tags to commit them later.</summary>
public static class TagRules
{
    /// <summary>The most bytes that all tags of a version may take, as a JSON object in UTF-8: they are one message of the store's history.</summary>
    public const int MostBytes = 200_000;

    private const int MostBytesOfChar = 6; // \u and four digits
    private const int BytesAround = 6; // quotation marks, a colon and a comma

    /// <summary>What is wrong with the key of a tag, as the rest of a sentence; null when nothing is.</summary>
    public static string? Fault(string? key) =>
        string.IsNullOrEmpty(key) || key.Contains('=') ? $"the key of a tag is not empty and holds no '=', so '{key}' cannot be one" : null;

    /// <summary>What is wrong with the tags of a version, as the rest of a sentence; null when nothing is.</summary>
    public static string? Fault(IReadOnlyDictionary<string, string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        foreach (var key in tags.Keys)
        {
            if (Fault(key) is { } fault)
                return fault;
        }

        return tags.Sum(MostBytesOf) > MostBytes && BytesOf(tags) is > MostBytes and var bytes
            ? $"the tags of a version take at most {MostBytes} bytes as JSON, and these take {bytes}"
            : null;
    }

    /// <summary>The same as a sentence of its own; null when nothing is wrong.</summary>
    public static string? Refusal(IReadOnlyDictionary<string, string> tags) => Fault(tags) is { } fault ? $"T{fault[1..]}." : null;

    private static long MostBytesOf(KeyValuePair<string, string> tag) => BytesAround + MostBytesOfChar * ((long)tag.Key.Length + (tag.Value?.Length ?? 0));

    private static long BytesOf(IReadOnlyDictionary<string, string> tags)
    {
        using var json = new Utf8JsonWriter(new ArrayBufferWriter<byte>(), new JsonWriterOptions { Encoder = ManifestWriter.Options.Encoder });
        json.WriteStartObject();
        foreach (var (key, value) in tags)
            json.WriteString(key, value);
        json.WriteEndObject();
        return json.BytesCommitted + json.BytesPending;
    }
}
