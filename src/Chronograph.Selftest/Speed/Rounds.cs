using System.Diagnostics;

namespace Chronograph.Selftest;

/// <summary>Measures loops in turn, so that what disturbs one disturbs all, and takes the median round of each.</summary>
internal static class Rounds
{
    /// <summary>How often each loop is measured.</summary>
    public const int Count = 15;

    /// <summary>Iterations that warming up takes of each loop.</summary>
    public const long WarmUp = 2L * WarmUpCalls * WarmUpLength;

    private const int WarmUpCalls = 60;
    private const int WarmUpLength = 384;
    private static readonly TimeSpan CompilerPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs each loop often enough for the just-in-time compiler to finish with it.</summary>
    public static void Warm(params ReadOnlySpan<Action<long>> loops)
    {
        for (var pass = 0; pass < 2; pass++)
        {
            for (var call = 0; call < WarmUpCalls; call++)
            {
                foreach (var loop in loops)
                    loop(WarmUpLength);
            }

            Thread.Sleep(CompilerPause); // the compiler works in the background
        }
    }

    /// <summary>The median time of one iteration of each loop, in nanoseconds.</summary>
    /// <param name="iterations">Iterations in a round.</param>
    /// <param name="before">Runs before every round of every loop, not timed, and is given the loop's index.</param>
    /// <param name="loops">The loops, warm.</param>
    public static double[] Measure(long iterations, Action<int>? before, params ReadOnlySpan<Action<long>> loops)
    {
        var times = new double[loops.Length][];
        for (var index = 0; index < loops.Length; index++)
            times[index] = new double[Count];
        for (var round = 0; round < Count; round++)
        {
            for (var index = 0; index < loops.Length; index++)
            {
                before?.Invoke(index);
                times[index][round] = Time(loops[index], iterations);
            }
        }

        return Array.ConvertAll(times, Median);
    }

    private static double Time(Action<long> loop, long iterations)
    {
        var began = Stopwatch.GetTimestamp();
        loop(iterations);
        return Stopwatch.GetElapsedTime(began).TotalNanoseconds / iterations;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
