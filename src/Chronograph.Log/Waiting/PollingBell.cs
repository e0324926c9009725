namespace Chronograph.Log;

/// <summary>Looks again after short sleeps, where the writer cannot ring: no futex, or a control file that is not to be stored to.</summary>
internal sealed class PollingBell : LogBell
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    public override ArmedBell Arm() => default;

    public override ArmedBell Look() => default;

    public override bool HasRung(ArmedBell armed) => false;

    public override void Sleep(ArmedBell armed, TimeSpan longest) => Thread.Sleep(Shorter(longest, Pause));

    public override void Ring()
    {
        // A sleep is over before anybody could notice.
    }
}
