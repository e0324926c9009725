namespace Chronograph.Cli;

/// <summary>Translates what a library reports into steps, and drops the reports that nobody could see.</summary>
/// <param name="steps">Where the steps go.</param>
/// <param name="translate">Makes a step of a report, or null of one that is not to be shown.</param>
internal sealed class StepProgress<T>(IProgress<ProgressStep> steps, Func<T, ProgressStep?> translate) : IProgress<T>
{
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromMilliseconds(30);

    private string? _activity;
    private long _last;

    /// <summary>Takes a report; may be called by several threads.</summary>
    public void Report(T value)
    {
        if (translate(value) is not { } step || (IsRoutine(step) && IsTooSoon()))
            return;
        Volatile.Write(ref _activity, step.Activity);
        Volatile.Write(ref _last, TimeProvider.System.GetTimestamp());
        steps.Report(step);
    }

    // A new activity and the end of one are always shown.
    private bool IsRoutine(ProgressStep step) => step.Done < step.Total && step.Activity == Volatile.Read(ref _activity);

    private bool IsTooSoon() => TimeProvider.System.GetElapsedTime(Volatile.Read(ref _last)) < ShortestInterval;
}
