using System.Runtime.CompilerServices;

namespace Chronograph.Storage;

/// <summary>The time of day in nanoseconds, straight from the system.</summary>
/// <remarks>
/// On Linux a call that stays in user space and takes a third less time than the base class library's clock, which rounds
/// to 100 nanoseconds on top. Elsewhere that clock.
/// </remarks>
internal static unsafe class SystemClock
{
    private const int RealTime = 0;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private static readonly bool IsDirect = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>Nanoseconds since 1970-01-01 UTC.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Now()
    {
        if (IsDirect)
        {
            var time = stackalloc long[2]; // struct timespec of 64 bits: seconds and nanoseconds
            if (LibC.GetTime(RealTime, time) == 0)
                return (time[0] * NanosecondsPerSecond) + time[1];
        }

        return (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick;
    }
}
