namespace Chronograph.Cli;

/// <summary>Measures how fast an activity goes, from its beginning.</summary>
/// <param name="activity">The activity.</param>
/// <param name="clock">The clock.</param>
internal sealed class RateMeter(string activity, TimeProvider clock)
{
    private readonly long _began = clock.GetTimestamp();

    /// <summary>The activity that is measured.</summary>
    public string Activity => activity;

    /// <summary>How much is done in a second.</summary>
    public double PerSecond(ProgressStep step) =>
        step.Done / Math.Max(clock.GetElapsedTime(_began).TotalSeconds, 0.001);

    /// <summary>How long the rest takes at this rate; null while that cannot be said.</summary>
    public TimeSpan? Left(ProgressStep step)
    {
        var rate = PerSecond(step);
        return step.Total > 0 && step.Done > 0 ? TimeSpan.FromSeconds((step.Total - step.Done) / rate) : null;
    }
}
