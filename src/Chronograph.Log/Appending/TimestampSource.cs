using System.Runtime.CompilerServices;
using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Gives each message its timestamp, never an older one than the message before. For the appending thread.</summary>
/// <remarks>It remembers no timestamp that it gave: a message that is refused or taken back does not move the time of the log.</remarks>
internal sealed class TimestampSource(MessageLogOptions options)
{
    private readonly TimeProvider _clock = options.TimeProvider;
    private readonly TimestampPolicy _policy = options.TimestampPolicy;
    private readonly bool _asksSystem = options is { TimestampPolicy: TimestampPolicy.Precise } && options.TimeProvider == TimeProvider.System;
    private readonly bool _refuseOlder = options.RefuseOlderTimestamps;
    private long _coarseTick = -1;
    private long _coarseNow;

    /// <summary>Whether a timestamp is the caller's and taken as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TakesAsItIs(long given, long last) => given > 0 && given >= last;

    /// <summary>The timestamp of the next message.</summary>
    /// <param name="given">The caller's, or 0.</param>
    /// <param name="last">That of the message before.</param>
    /// <exception cref="ArgumentOutOfRangeException">The caller's is negative, or older than the last and the log refuses that.</exception>
    /// <exception cref="ArgumentException">The caller gave none and the log takes the caller's only.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Next(long given, long last) =>
        Math.Max(given == 0 && _asksSystem ? SystemClock.Now() : GivenOrNow(given, last), last); // one that stepped back is held

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long GivenOrNow(long given, long last)
    {
        if (given == 0)
            return Now();
        Check(given, last);
        return given;
    }

    private void Check(long given, long last)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(given);
        if (given < last && _refuseOlder)
            throw new ArgumentOutOfRangeException(nameof(given), $"The timestamp {given} is older than the last message's, {last}.");
    }

    private long Now() => _policy switch
    {
        TimestampPolicy.Precise => Time(),
        TimestampPolicy.Coarse => CoarseNow(),
        _ => throw new ArgumentException("This log takes its timestamps from the caller, who gave none."),
    };

    private long Time() => _clock == TimeProvider.System ? SystemClock.Now() : UnixTime.ToNanoseconds(_clock.GetUtcNow());

    private long CoarseNow()
    {
        var tick = Environment.TickCount64; // a coarse clock: far cheaper than the time of day
        if (tick != _coarseTick)
        {
            _coarseTick = tick;
            _coarseNow = Time();
        }

        return _coarseNow;
    }
}
