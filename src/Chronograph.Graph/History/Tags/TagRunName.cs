using System.Globalization;

namespace Chronograph.Graph;

/// <summary>The name of a run: the first and the last message of the history whose tags are in it.</summary>
internal readonly record struct TagRunName(long First, long Last)
{
    private const string Extension = ".run";

    public long Messages => Last - First + 1;

    public string FileName => string.Create(CultureInfo.InvariantCulture, $"{First:D9}-{Last:D9}{Extension}");

    /// <summary>The name that a file has, or null when it is none of a run.</summary>
    public static TagRunName? Parse(string fileName)
    {
        var dash = fileName.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0
            && fileName.EndsWith(Extension, StringComparison.Ordinal)
            && long.TryParse(fileName.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(fileName.AsSpan()[(dash + 1)..^Extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && new TagRunName(first, last) is { First: > 0, Messages: > 0 } name
            && name.FileName == fileName)
            return name;
        return null;
    }
}
