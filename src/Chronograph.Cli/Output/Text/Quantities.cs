using System.Globalization;

namespace Chronograph.Cli;

/// <summary>Writes quantities the way people read them.</summary>
internal static class Quantities
{
    private static readonly string[] BinaryUnits = ["bytes", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A number with its thousands apart.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number and what it counts: <c>1 file</c>, <c>12,345 files</c>.</summary>
    /// <param name="number">How many.</param>
    /// <param name="singular">The word for one; more than one take an 's'.</param>
    public static string Count(long number, string singular) => $"{Count(number)} {singular}{(number == 1 ? "" : "s")}";

    /// <summary>A size in bytes, in the largest unit that leaves at least one.</summary>
    public static string Bytes(long bytes)
    {
        var unit = 0;
        double amount = bytes;
        for (; amount >= 1024 && unit < BinaryUnits.Length - 1; unit++)
            amount /= 1024;
        var format = unit == 0 ? "N0" : "N1";
        return $"{amount.ToString(format, CultureInfo.InvariantCulture)} {BinaryUnits[unit]}";
    }

    /// <summary>A duration: <c>0.4 s</c>, <c>12 s</c>, <c>3 min 20 s</c>, <c>1 h 5 min</c>.</summary>
    public static string Duration(TimeSpan duration) => duration switch
    {
        { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        { TotalMinutes: < 1 } => $"{(int)duration.TotalSeconds} s",
        { TotalHours: < 1 } => $"{duration.Minutes} min {duration.Seconds} s",
        _ => $"{(int)duration.TotalHours} h {duration.Minutes} min",
    };

    /// <summary>A time in UTC, to the second, for people.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time in UTC as ISO 8601, as exact as it is stored, for programs.</summary>
    public static string IsoTime(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
}
