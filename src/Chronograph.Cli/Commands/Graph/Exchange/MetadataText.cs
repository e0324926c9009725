using System.Text;
using System.Text.Json;

namespace Chronograph.Cli;

/// <summary>The text form of metadata: JSON, or nothing, which JSON calls <c>null</c>. Other text would not come back from a file of JSON lines.</summary>
internal static class MetadataText
{
    private const int Shown = 40;

    // One less than a line of JSON may have, of which it becomes a part.
    private static readonly JsonReaderOptions Nested = new() { MaxDepth = 63 };

    /// <summary>Gives back the text when it is one JSON value, and nothing for <c>null</c> or an empty text.</summary>
    /// <exception cref="RowException">It is neither.</exception>
    public static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> text, long line)
    {
        if (text.IsEmpty)
            return text;
        try
        {
            var json = new Utf8JsonReader(text, Nested);
            json.Read();
            var isNull = json.TokenType == JsonTokenType.Null;
            while (json.Read())
            {
            }

            return isNull ? default : text;
        }
        catch (JsonException)
        {
            throw new RowException(line, $"metadata '{Encoding.UTF8.GetString(text[..Math.Min(text.Length, Shown)])}' is no JSON, or more than {Nested.MaxDepth} levels deep");
        }
    }
}
