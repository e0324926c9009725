using System.CommandLine;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary><c>log selftest [DIR]</c>: kills writers and takes their power away, on the disk of the user's choice.</summary>
internal sealed class LogSelftestCommand : VerbCommand
{
    private readonly Argument<string> _directory = DirectoryArgument.Create("DIR", "Directory on the disk to test; nothing stays there");
    private readonly Option<long?> _minutes = WholeNumber.Option("--minutes", "How long it takes [default: 1]", maximum: 7 * 24 * 60);
    private readonly Option<long?> _seed = WholeNumber.Option("--seed", "Repeat the random choices of an earlier run", 0, int.MaxValue);

    public LogSelftestCommand()
        : base("selftest", "Kills writers and takes their power away, and counts what is lost")
    {
        _directory.DefaultValueFactory = _ => ".";
        Accept(_directory, _minutes, _seed);
    }

    protected override ExitCode Run(Invocation call)
    {
        var directory = call.Get(_directory);
        DirectoryArgument.RefuseFile(directory);
        var seed = (int)(call.Get(_seed) ?? Random.Shared.Next());
        var half = TimeSpan.FromMinutes(call.Get(_minutes) ?? 1) / 2;
        Talk.Note($"Testing with seed {seed}.");
        var view = ProgressDisplay.Create().Run(steps =>
        {
            using var killing = new SelftestRun(directory, seed, half, Progress(steps, "killing"), call.Stop);
            var kills = LogSelftest.Kill(killing);
            using var losing = new SelftestRun(directory, seed, half, Progress(steps, "losing power"), call.Stop);
            var losses = LogSelftest.LosePower(losing);
            return new LogSelftestView(seed, kills, losses, [.. killing.Findings, .. losing.Findings]);
        });
        call.Output.Show(view.Write, view.Lay);
        if (view.Findings.Count > 0)
            return ExitCode.Damage;
        return call.Stop.IsCancellationRequested ? ExitCode.Interrupted : ExitCode.Done;
    }

    private static StepProgress<SelftestProgress> Progress(IProgress<ProgressStep> steps, string activity) => new(
        steps,
        progress => new ProgressStep(activity, (long)progress.Elapsed.TotalSeconds, (long)progress.Duration.TotalSeconds, "seconds"));
}
