using System.Globalization;

namespace Chronograph.Cli;

/// <summary>Reads sizes: <c>4096</c>, <c>64KB</c> (64,000), <c>64KiB</c> (65,536), <c>1GiB</c>.</summary>
internal static class SizeValue
{
    private static readonly (string Suffix, long Factor)[] Units =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
        ("B", 1), ("", 1),
    ];

    /// <summary>Reads a size in bytes; upper and lower case are the same.</summary>
    public static bool TryParse(string text, out long bytes)
    {
        bytes = 0;
        var (suffix, factor) = Units.First(unit => text.EndsWith(unit.Suffix, StringComparison.OrdinalIgnoreCase));
        var digits = text.AsSpan(0, text.Length - suffix.Length).TrimEnd();
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > long.MaxValue / factor)
            return false;
        bytes = (long)(number * factor);
        return true;
    }
}
