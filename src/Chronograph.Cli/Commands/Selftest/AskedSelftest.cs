using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary>A self-test as the user wants it.</summary>
/// <param name="Directory">Where it works.</param>
/// <param name="Seed">What random choices are seeded with.</param>
/// <param name="Duration">How long all of it takes.</param>
internal sealed record AskedSelftest(string Directory, int Seed, TimeSpan Duration)
{
    /// <summary>Begins one of its two halves.</summary>
    public SelftestRun Begin(IProgress<ProgressStep> steps, string activity, CancellationToken stop) =>
        new(Directory, Seed, Duration / 2, Progress(steps, activity), stop) { Found = Say };

    private static void Say(SelftestFinding finding) => Talk.Note($"Not as promised after {finding.Proof}: {finding.What}. Files: {finding.Evidence}");

    /// <summary>Begins one that has all the time.</summary>
    public SelftestRun BeginAlone(IProgress<ProgressStep> steps, string activity, CancellationToken stop) =>
        new(Directory, Seed, Duration, Progress(steps, activity), stop);

    private static StepProgress<SelftestProgress> Progress(IProgress<ProgressStep> steps, string activity) => new(
        steps,
        progress => new ProgressStep(activity, (long)progress.Elapsed.TotalSeconds, (long)progress.Duration.TotalSeconds, "seconds"));
}
