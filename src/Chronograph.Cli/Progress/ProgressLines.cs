namespace Chronograph.Cli;

/// <summary>Progress for pipes and files: a line every few seconds, none for work that is over before that.</summary>
internal sealed class ProgressLines(TextWriter writer, TimeProvider clock) : ProgressDisplay, IProgress<ProgressStep>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly long _began = clock.GetTimestamp();
    private long _lastLine = clock.GetTimestamp();
    private RateMeter? _rate;

    public override T Run<T>(Func<IProgress<ProgressStep>, T> work) => work(this);

    /// <summary>Takes note of a step, and writes a line when the last one is long enough ago.</summary>
    public void Report(ProgressStep step)
    {
        lock (_gate)
        {
            if (_rate?.Activity != step.Activity)
                _rate = new RateMeter(step, clock);
            if (clock.GetElapsedTime(_lastLine) < Interval || step is { Total: > 0 } && step.Done == step.Total)
                return;
            _lastLine = clock.GetTimestamp();
            writer.WriteLine($"[{Quantities.Duration(clock.GetElapsedTime(_began))}] {Describe(step, _rate)}");
        }
    }

    private static string Describe(ProgressStep step, RateMeter rate)
    {
        if (step.Total == 0)
            return $"{step.Activity} {step.Unit}".TrimEnd();
        var left = rate.Left(step) is { } time ? $", {Quantities.Duration(time)} left" : "";
        return $"{step.Activity}: {ProgressStep.Describe(step.Done, step.Total, step.Unit, rate.PerSecond(step))}{left}";
    }
}
