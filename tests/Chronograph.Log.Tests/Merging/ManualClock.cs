namespace Chronograph.Log.Tests;

/// <summary>A clock that moves only when told to.</summary>
internal sealed class ManualClock : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public long NowNs => UnixTime.ToNanoseconds(_now);

    public void Advance(TimeSpan time) => _now += time;
}
