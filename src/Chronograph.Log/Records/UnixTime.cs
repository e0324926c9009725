namespace Chronograph.Log;

/// <summary>Nanoseconds since 1970-01-01 UTC, the unit of every timestamp on disk.</summary>
internal static class UnixTime
{
    private const long NanosecondsPerTick = 100;

    /// <summary>Times that nanoseconds cannot hold (before 1970, after 2262) become the nearest that they can.</summary>
    public static long ToNanoseconds(DateTimeOffset time)
    {
        var ticks = time.UtcTicks - DateTime.UnixEpoch.Ticks;
        return Math.Clamp(ticks, 0, long.MaxValue / NanosecondsPerTick) * NanosecondsPerTick;
    }

    public static DateTimeOffset FromNanoseconds(long nanoseconds) =>
        new(DateTime.UnixEpoch.AddTicks(nanoseconds / NanosecondsPerTick));
}
