using System.Globalization;
using Chronograph.Log;

namespace Chronograph.Cli;

/// <summary>Reads places to begin reading a log.</summary>
internal static class LogStarts
{
    /// <summary>Reads a sequence number, <c>first</c> or <c>last</c>.</summary>
    public static bool TryParse(string text, out LogStart? start)
    {
        start = text switch
        {
            "first" => LogStart.First,
            "last" => LogStart.Last,
            _ when TryNumber(text, out var sequence) => LogStart.At(sequence),
            _ => null,
        };
        return start is not null;
    }

    /// <summary>Reads a time.</summary>
    public static bool TryParseTime(string text, out DateTimeOffset? time)
    {
        time = TimeValue.TryParse(text, TimeProvider.System.GetUtcNow(), out var parsed) ? parsed : null;
        return time is not null;
    }

    private static bool TryNumber(string text, out long sequence) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out sequence) && sequence > 0;
}
