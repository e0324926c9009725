using System.Runtime.InteropServices;

namespace Chronograph.Storage;

/// <summary>Sleeps on a word in a file mapping until another process says that it has changed. Linux only.</summary>
/// <remarks>
/// The kernel identifies the word by file and offset, so every process that maps the file meets at it. It keeps nothing
/// in the word itself: a sleeper that is killed leaves no trace.
/// </remarks>
internal static unsafe class Futex
{
    private const int WaitOperation = 0; // without the private bit: between processes
    private const int WakeOperation = 1;
    private const int NotImplemented = 38;
    private const int NotPermitted = 1;

    public static bool IsSupported => SystemCall.IsKnown;

    /// <summary>Sleeps while the word has a value; the kernel compares and falls asleep in one step.</summary>
    /// <param name="word">Four aligned bytes of a shared mapping.</param>
    /// <param name="seen">The value. With another one in the word this returns at once.</param>
    /// <param name="timeout">The longest sleep.</param>
    /// <returns>False when the system refuses such sleep altogether. True says nothing about the word: look again.</returns>
    public static bool Sleep(int* word, int seen, TimeSpan timeout)
    {
        var (seconds, rest) = Math.DivRem(timeout.Ticks, TimeSpan.TicksPerSecond);
        var time = stackalloc long[2] { seconds, rest * TimeSpan.NanosecondsPerTick };
        return LibC.SystemCall(SystemCall.Futex, (nint)word, WaitOperation, seen, (nint)time, 0, 0) == 0
            || Marshal.GetLastPInvokeError() is not (NotImplemented or NotPermitted);
    }

    /// <summary>Wakes all who sleep on the word, in every process.</summary>
    public static void WakeAll(int* word) =>
        _ = LibC.SystemCall(SystemCall.Futex, (nint)word, WakeOperation, int.MaxValue, 0, 0, 0);
}
