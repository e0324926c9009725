using Chronograph.Graph;

namespace Chronograph.Cli;

/// <summary>Reads points in time: as references to versions name them, or <c>-15m</c> for fifteen minutes ago.</summary>
internal static class TimeValue
{
    /// <summary>Reads a time.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="now">What <c>-15m</c> counts back from.</param>
    /// <param name="time">The time.</param>
    public static bool TryParse(string text, DateTimeOffset now, out DateTimeOffset time)
    {
        if (text.StartsWith('-'))
            return TryCountBack(text.AsSpan(1), now, out time);
        var known = VersionReference.TryParse($"time:{text}", out var reference) ? reference as VersionReference.AtTime : null;
        time = known?.Time ?? default;
        return known is not null;
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
