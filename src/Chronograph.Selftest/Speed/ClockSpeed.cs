namespace Chronograph.Selftest;

/// <summary>What one call of .NET's clock costs. The log asks the system itself where it can, which is cheaper.</summary>
internal static class ClockSpeed
{
    private const long Iterations = 100_000;
    private static long _kept;

    /// <summary>Nanoseconds for a call.</summary>
    public static double Measure()
    {
        Rounds.Warm(Read);
        return Rounds.Measure(Iterations, null, Read)[0];
    }

    private static void Read(long count)
    {
        var sum = 0L;
        for (var index = 0L; index < count; index++)
            sum += TimeProvider.System.GetUtcNow().UtcTicks;
        Volatile.Write(ref _kept, sum); // else the calls could be left out
    }
}
