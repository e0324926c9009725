using System.Diagnostics;

namespace Chronograph.Log;

/// <summary>When a wait is over.</summary>
internal readonly struct Deadline
{
    /// <summary>A task can be waited for no longer than some weeks.</summary>
    public static readonly TimeSpan LongestTask = TimeSpan.FromDays(1);

    private readonly long _began;
    private readonly TimeSpan _timeout;

    /// <param name="timeout">From now on; <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    public Deadline(TimeSpan timeout)
    {
        if (timeout < TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
            throw new ArgumentOutOfRangeException(nameof(timeout), timeout, "A timeout is not negative, except for Timeout.InfiniteTimeSpan.");
        _timeout = timeout;
        _began = Stopwatch.GetTimestamp();
    }

    /// <summary>What is left, down to zero; <see cref="TimeSpan.MaxValue"/> for ever.</summary>
    public TimeSpan Left
    {
        get
        {
            if (_timeout == Timeout.InfiniteTimeSpan)
                return TimeSpan.MaxValue;
            var left = _timeout - Stopwatch.GetElapsedTime(_began);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    public bool IsOver => Left == TimeSpan.Zero;
}
