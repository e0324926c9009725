using System.Runtime.CompilerServices;

namespace Chronograph.Log;

/// <summary>Gives each message its timestamp, never an older one than the message before. For the appending thread.</summary>
internal sealed class TimestampSource
{
    private readonly TimeProvider? _clock; // null: the system's, without a detour
    private readonly TimestampPolicy _policy;
    private readonly bool _refuseOlder;
    private long _last;
    private long _coarseTick = -1;
    private long _coarseNow;

    public TimestampSource(MessageLogOptions options, long last)
    {
        _clock = options.TimeProvider == TimeProvider.System ? null : options.TimeProvider;
        _policy = options.TimestampPolicy;
        _refuseOlder = options.RefuseOlderTimestamps;
        _last = last;
    }

    /// <summary>The timestamp of the next message.</summary>
    /// <param name="given">The caller's, or 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">The caller's is negative, or older than the last and the log refuses that.</exception>
    /// <exception cref="ArgumentException">The caller gave none and the log takes the caller's only.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Next(long given)
    {
        if (given <= 0 || given < _last)
            return NextHeld(given);
        return _last = given;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private long NextHeld(long given)
    {
        var now = given != 0 ? Check(given) : Now();
        if (now > _last)
            _last = now; // a clock that stepped back, or an older timestamp, is held at the last one
        return _last;
    }

    private long Check(long given)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(given);
        if (given < _last && _refuseOlder)
            throw new ArgumentOutOfRangeException(nameof(given), $"The timestamp {given} is older than the last message's, {_last}.");
        return given;
    }

    private long Now() => _policy switch
    {
        TimestampPolicy.Precise => Time(),
        TimestampPolicy.Coarse => CoarseNow(),
        _ => throw new ArgumentException("This log takes its timestamps from the caller, who gave none."),
    };

    private long Time() => _clock is null ? UnixTime.Now() : UnixTime.ToNanoseconds(_clock.GetUtcNow());

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
