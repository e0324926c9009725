using System.Globalization;

namespace Chronograph.Selftest;

/// <summary>A line of a writer.</summary>
/// <param name="Kind">What it tells.</param>
/// <param name="Version">Of which version.</param>
/// <param name="Text">The digest, or the tag.</param>
internal readonly record struct StoreNews(NewsKind Kind, long Version, string Text = "")
{
    /// <summary>Reads a line, or returns null when the writer was killed before its end.</summary>
    public static StoreNews? TryParse(string line)
    {
        var parts = line.Split(' ', 4);
        return parts is [var kind, var version, var text, "."] && Enum.TryParse<NewsKind>(kind, out var known)
            ? new StoreNews(known, long.Parse(version, CultureInfo.InvariantCulture), text)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Version} {Text} .");
}
