using System.Diagnostics;

namespace Chronograph.Selftest;

/// <summary>Waits for what another process does.</summary>
internal static class Waiting
{
    private const int Spins = 200;

    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until a condition holds.</summary>
    /// <remarks>A look counts for a tenth of a second at most: while this process, or the whole machine, is stopped, so are the others.</remarks>
    /// <returns>False when the time was over first.</returns>
    public static bool Until(Func<bool> condition, TimeSpan timeout)
    {
        var (waited, last) = (TimeSpan.Zero, Stopwatch.GetTimestamp());
        for (var look = 0; !condition(); look++)
        {
            var now = Stopwatch.GetTimestamp();
            var since = Stopwatch.GetElapsedTime(last, now);
            waited += since < LongestLook ? since : LongestLook;
            last = now;
            if (waited > timeout)
                return false;
            if (look < Spins)
                Thread.Yield();
            else
                Thread.Sleep(1);
        }

        return true;
    }

    /// <summary>Waits for a time that may be shorter than the system's clock tick.</summary>
    public static void For(TimeSpan time)
    {
        var began = Stopwatch.GetTimestamp();
        if (time >= TimeSpan.FromMilliseconds(2))
            Thread.Sleep(time - TimeSpan.FromMilliseconds(1));
        while (Stopwatch.GetElapsedTime(began) < time)
            Thread.Yield();
    }
}
