using System.Globalization;

namespace Chronograph.Selftest;

/// <summary>A line of a worker that writes stores.</summary>
/// <param name="Store">Of which store.</param>
/// <param name="Kind">What it tells.</param>
/// <param name="Version">Of which version.</param>
/// <param name="Text">The digest, the tag, the operation, or how many versions are kept.</param>
internal readonly record struct StoreNews(int Store, NewsKind Kind, long Version, string Text = "")
{
    /// <summary>Reads a line, or returns null when the writer was killed before its end.</summary>
    public static StoreNews? TryParse(string line)
    {
        var parts = line.Split(' ', 5);
        return parts is [var store, var kind, var version, var text, "."] && Enum.TryParse<NewsKind>(kind, out var known)
            ? new StoreNews(int.Parse(store, CultureInfo.InvariantCulture), known, long.Parse(version, CultureInfo.InvariantCulture), text)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Store} {Kind} {Version} {Text} .");
}
