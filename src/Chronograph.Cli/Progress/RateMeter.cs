namespace Chronograph.Cli;

/// <summary>Measures how fast an activity goes, from the first step that is seen of it.</summary>
/// <param name="first">The first step.</param>
/// <param name="clock">The clock.</param>
internal sealed class RateMeter(ProgressStep first, TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();

    /// <summary>The activity that is measured.</summary>
    public string Activity => first.Activity;

    /// <summary>How much is done in a second.</summary>
    public double PerSecond(ProgressStep step) =>
        (step.Done - first.Done) / Math.Max(clock.GetElapsedTime(_began).TotalSeconds, 0.001);

    /// <summary>How long the rest takes at this rate; null while that cannot be said.</summary>
    public TimeSpan? Left(ProgressStep step)
    {
        var rate = PerSecond(step);
        return step.Total > 0 && rate > 0 ? TimeSpan.FromSeconds((step.Total - step.Done) / rate) : null;
    }
}
