using System.Diagnostics;

namespace Chronograph.Log;

/// <summary>Waits for a writer in any process by looking: often at first, then after short sleeps.</summary>
/// <remarks>
/// Costs the writer nothing. A message is seen within about a millisecond once the reader sleeps; a reader that waited
/// for long looks a hundred times a second.
/// </remarks>
internal static class PollingWait
{
    private const int Spins = 200;
    private const int SpinLength = 20;
    private const int ShortSleeps = 500;
    private const int LongestSleep = 10;

    public static bool Until(LogReader reader, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        for (var look = 0; ; look++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (reader.HasMore())
                return true;
            var left = Left(timeout, began);
            if (left == TimeSpan.Zero)
                return false;
            Pause(look, left, cancellationToken);
        }
    }

    private static TimeSpan Left(TimeSpan timeout, long began)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
            return TimeSpan.MaxValue;
        var left = timeout - Stopwatch.GetElapsedTime(began);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    private static void Pause(int look, TimeSpan left, CancellationToken cancellationToken)
    {
        if (look < Spins)
        {
            Thread.SpinWait(SpinLength);
            return;
        }

        var sleep = TimeSpan.FromMilliseconds(look < Spins + ShortSleeps ? 1 : LongestSleep);
        if (left < sleep)
            sleep = left;
        if (cancellationToken.CanBeCanceled)
            cancellationToken.WaitHandle.WaitOne(sleep);
        else
            Thread.Sleep(sleep);
    }
}
