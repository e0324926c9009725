using System.Globalization;

namespace Chronograph.Cli;

/// <summary>Reads durations: <c>30s</c>, <c>15m</c>, <c>12h</c>, <c>7d</c>, <c>2w</c>.</summary>
internal static class DurationValue
{
    /// <summary>Reads a duration: a whole number and one unit.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan duration)
    {
        duration = default;
        if (text.Length < 2
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || SecondsOf(text[^1]) is not { } seconds
            || number * seconds > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond)
            return false;
        duration = TimeSpan.FromSeconds(number * seconds);
        return true;
    }

    private static long? SecondsOf(char unit) => unit switch
    {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        'w' => 604_800,
        _ => null,
    };
}
