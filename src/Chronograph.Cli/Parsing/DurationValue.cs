using System.Globalization;

namespace Chronograph.Cli;

/// <summary>Reads durations: <c>250ms</c>, <c>30s</c>, <c>15m</c>, <c>12h</c>, <c>7d</c>, <c>2w</c>.</summary>
internal static class DurationValue
{
    /// <summary>Reads a duration: a whole number and one unit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        var digits = text.IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0
            || !int.TryParse(text[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || MillisecondsOf(text[digits..]) is not { } milliseconds
            || number * milliseconds > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMillisecond)
            return false;
        duration = new TimeSpan(number * milliseconds * TimeSpan.TicksPerMillisecond);
        return true;
    }

    private static long? MillisecondsOf(ReadOnlySpan<char> unit) => unit switch
    {
        "ms" => 1,
        "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        "w" => 604_800_000,
        _ => null,
    };
}
