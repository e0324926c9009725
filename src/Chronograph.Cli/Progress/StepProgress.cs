namespace Chronograph.Cli;

/// <summary>Translates what a library reports into steps, and drops the reports that nobody could see.</summary>
/// <param name="steps">Where the steps go.</param>
/// <param name="translate">Makes a step of a report.</param>
internal sealed class StepProgress<T>(IProgress<ProgressStep> steps, Func<T, ProgressStep> translate) : IProgress<T>
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(30);

    private long _last;

    /// <summary>Takes a report; may be called by several threads.</summary>
    public void Report(T value)
    {
        var step = translate(value);
        if (step.Done < step.Total && TimeProvider.System.GetElapsedTime(Volatile.Read(ref _last)) < ShortestInterval)
            return;
        Volatile.Write(ref _last, TimeProvider.System.GetTimestamp());
        steps.Report(step);
    }
}
