using System.Globalization;
using System.Text;

namespace Chronograph.Cli;

/// <summary>Content hashes as text: up to 16 hexadecimal digits, or nothing where the hash is unknown.</summary>
internal static class ContentHash
{
    private const int Digits = 16;

    /// <summary>Reads a hash.</summary>
    /// <exception cref="RowException">The text is no hash.</exception>
    public static ulong Parse(ReadOnlySpan<byte> text, long line)
    {
        if (text.IsEmpty)
            return 0;
        if (text.Length <= Digits && ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash))
            return hash;
        throw new RowException(line, $"content_hash '{Encoding.UTF8.GetString(text)}' is not 1 to {Digits} hexadecimal digits");
    }

    /// <summary>Writes a hash.</summary>
    public static string Text(ulong hash) => hash == 0 ? "" : hash.ToString("x16", CultureInfo.InvariantCulture);
}
