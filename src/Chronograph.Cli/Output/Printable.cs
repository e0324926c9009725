using System.Globalization;
using System.Text;

namespace Chronograph.Cli;

/// <summary>Makes stored text safe to show: what is in a log must not be able to steer the reader's terminal.</summary>
internal static class Printable
{
    /// <summary>The text with control characters written as escapes, so that it stays on one line.</summary>
    public static string OneLine(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
                return Escape(text);
        }
        return text;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var character in text)
            Append(escaped, character);
        return escaped.ToString();
    }

    private static void Append(StringBuilder escaped, char character)
    {
        switch (character)
        {
            case '\n':
                escaped.Append("\\n");
                break;
            case '\r':
                escaped.Append("\\r");
                break;
            case '\t':
                escaped.Append("\\t");
                break;
            case var control when char.IsControl(control):
                escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)control:x4}");
                break;
            default:
                escaped.Append(character);
                break;
        }
    }
}
