using System.Text.Json;

namespace Chronograph.Cli;

/// <summary>Writes dictionaries as JSON objects.</summary>
internal static class JsonMaps
{
    /// <summary>Writes a property whose value is an object of numbers.</summary>
    public static void WriteMap(this Utf8JsonWriter json, string property, IReadOnlyDictionary<string, long> map)
    {
        json.WriteStartObject(property);
        foreach (var (key, value) in map)
            json.WriteNumber(key, value);
        json.WriteEndObject();
    }

    /// <summary>Writes a property whose value is an object of strings.</summary>
    public static void WriteMap(this Utf8JsonWriter json, string property, IReadOnlyDictionary<string, string> map)
    {
        json.WriteStartObject(property);
        foreach (var (key, value) in map)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
