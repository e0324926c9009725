using System.Diagnostics;

namespace Chronograph.Selftest;

/// <summary>Times a loop: the median of many short rounds after warming up, so that a round is seldom interrupted by other programs.</summary>
internal static class Timing
{
    private const int Rounds = 301;
    private const int StepsPerRound = 2_000;

    /// <summary>Nanoseconds per step.</summary>
    /// <param name="loop">Runs so many steps from a step number on, and returns something that depends on all of them.</param>
    public static double Ns(Func<int, int, long> loop)
    {
        for (var warm = 0; warm < 40; warm++)
            _sink += loop(0, 500);
        Thread.Sleep(300); // the just-in-time compiler works in the background
        _sink += loop(0, 50 * StepsPerRound);
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            _sink += loop(round * StepsPerRound, StepsPerRound);
            times[round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / StepsPerRound;
        }

        Array.Sort(times);
        return times[Rounds / 2];
    }

    /// <summary>Bytes of the heap per step.</summary>
    public static double Bytes(int steps, Func<int, int, long> loop)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _sink += loop(0, steps);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / (double)steps;
    }

    // Keeps the compiler from leaving out what nobody looks at.
    private static long _sink;
}
