using System.Diagnostics;

namespace Chronograph.Selftest;

/// <summary>Waits for what another process does.</summary>
internal static class Waiting
{
    private const int Spins = 200;

    /// <summary>Waits until a condition holds.</summary>
    /// <returns>False when the time was over first, as far as this process ran: while the machine is stopped, so are the others.</returns>
    public static bool Until(Func<bool> condition, TimeSpan timeout)
    {
        var began = RunningTime.Now;
        for (var look = 0; !condition(); look++)
        {
            if (RunningTime.Now - began > timeout)
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
