namespace Chronograph.Selftest;

/// <summary>A coarse clock that stands still while this process, or the whole machine, is stopped.</summary>
/// <remarks>For limits on what others may take: a machine that was put to sleep must not look like a process that hangs.</remarks>
internal static class RunningTime
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly Timer Ticking = new(_ => Interlocked.Increment(ref _ticks), null, Tick, Tick); // kept alive by this field

    private static long _ticks;

    /// <summary>The time that this process has run since it was first asked for.</summary>
    public static TimeSpan Now
    {
        get
        {
            GC.KeepAlive(Ticking);
            return Tick * Volatile.Read(ref _ticks);
        }
    }
}
