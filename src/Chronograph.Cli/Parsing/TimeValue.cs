using System.Globalization;

namespace Chronograph.Cli;

/// <summary>Reads points in time: ISO 8601 (without an offset: UTC), or <c>-15m</c> for fifteen minutes ago.</summary>
internal static class TimeValue
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ssK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
    ];

    /// <summary>Reads a time.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="now">What <c>-15m</c> counts back from.</param>
    /// <param name="time">The time.</param>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        if (text.StartsWith('-'))
            return TryCountBack(text.AsSpan(1), now, out time);
        return DateTimeOffset.TryParseExact(
            text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    private static bool TryCountBack(ReadOnlySpan<char> text, DateTimeOffset now, out DateTimeOffset time)
    {
        time = default;
        if (!DurationValue.TryParse(text, out var ago) || ago > now - DateTimeOffset.MinValue)
            return false;
        time = now - ago;
        return true;
    }
}
