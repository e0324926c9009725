using System.Text;
using System.Text.Unicode;

namespace Chronograph.Graph;

/// <summary>UTF-8 that refuses what is not Unicode instead of replacing it: two texts must never become one on disk.</summary>
internal static class StrictUtf8
{
    public static UTF8Encoding Encoding { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">A surrogate stands alone.</exception>
    public static void Check(string text, string parameter)
    {
        try
        {
            Encoding.GetByteCount(text);
        }
        catch (EncoderFallbackException error)
        {
            throw new ArgumentException("The text is not valid Unicode: a surrogate stands alone.", parameter, error);
        }
    }

    /// <returns>The text, or null where none is given.</returns>
    /// <exception cref="ArgumentException">A surrogate stands alone.</exception>
    public static string? CheckGiven(string? text, string parameter)
    {
        if (text is not null)
            Check(text, parameter);
        return text;
    }

    /// <exception cref="ArgumentException">The bytes are not UTF-8.</exception>
    public static void Check(ReadOnlySpan<byte> text, string parameter)
    {
        if (!Utf8.IsValid(text))
            throw new ArgumentException("The text is not valid UTF-8.", parameter);
    }
}
