using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Chronograph.Log;

/// <summary>Waits until a merge has a message by looking at all its logs: often at first, then after short sleeps.</summary>
/// <remarks>
/// One thread cannot sleep on the writers of several logs at once, and what it waits for may be a moment rather than a writer.
/// </remarks>
internal static class MergeWait
{
    private const int Spins = 100;
    private const int SpinLength = 20;
    private const int ShortSleeps = 100;
    private const int ShortSleep = 1;
    private const int LongSleep = 10;
    private const int MostLooks = Spins + ShortSleeps; // counted no further: a wait may last for years

    public static bool Until(MergeOrder order, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        for (var look = 0; ; look = Math.Min(look + 1, MostLooks))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (order.HasNext())
                return true;
            var pause = look < Spins ? TimeSpan.Zero : Sleep(look - Spins);
            if (timeout != Timeout.InfiniteTimeSpan)
            {
                var left = timeout - Stopwatch.GetElapsedTime(began);
                if (left <= TimeSpan.Zero)
                    return false;
                pause = pause < left ? pause : left;
            }

            Pause(pause, cancellationToken);
        }
    }

    public static async IAsyncEnumerable<MergedMessageCopy> ReadAllAsync(
        LogMerge merge, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var look = 0; ; look = Math.Min(look + 1, MostLooks))
        {
            while (Next(merge) is { } message)
            {
                look = 0;
                yield return message;
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (merge.IsComplete)
                yield break;
            await Task.Delay(Sleep(look), cancellationToken).ConfigureAwait(false);
        }
    }

    private static TimeSpan Sleep(int look) => TimeSpan.FromMilliseconds(look < ShortSleeps ? ShortSleep : LongSleep);

    private static void Pause(TimeSpan pause, CancellationToken cancellationToken)
    {
        if (pause == TimeSpan.Zero)
            Thread.SpinWait(SpinLength);
        else if (cancellationToken.CanBeCanceled)
            cancellationToken.WaitHandle.WaitOne(pause);
        else
            Thread.Sleep(pause);
    }

    private static MergedMessageCopy? Next(LogMerge merge) => merge.TryRead(out var message) ? message.Copy() : null;
}
