using System.CommandLine;
using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary><c>log selftest [DIR]</c>: kills writers and takes their power away, on the disk of the user's choice.</summary>
internal sealed class LogSelftestCommand : VerbCommand
{
    private readonly SelftestArguments _arguments = new();
    private readonly Option<bool> _fuzz = new("--fuzz") { Description = "Spoil files of logs instead, and count crashes and wrong answers" };

    public LogSelftestCommand()
        : base("selftest", "Kills writers and takes their power away, and counts what is lost") => Accept([.. _arguments.All, _fuzz]);

    protected override ExitCode Run(Invocation call)
    {
        var asked = _arguments.Read(call);
        return call.Get(_fuzz) ? Fuzz(call, asked) : KillAndLosePower(call, asked);
    }

    private static ExitCode Fuzz(Invocation call, AskedSelftest asked)
    {
        var view = ProgressDisplay.Create().Run(steps =>
        {
            using var fuzzing = asked.BeginAlone(steps, "spoiling files", call.Stop);
            return new LogFuzzView(asked.Seed, LogSelftest.Fuzz(fuzzing), [.. fuzzing.Findings]);
        });
        call.Output.Show(view.Write, view.Lay);
        return SelftestFindings.ExitCodeFor(view.Findings, call.Stop);
    }

    private static ExitCode KillAndLosePower(Invocation call, AskedSelftest asked)
    {
        var view = ProgressDisplay.Create().Run(steps =>
        {
            using var killing = asked.Begin(steps, "killing", call.Stop);
            using var losing = asked.Begin(steps, "losing power", call.Stop);
            var (kills, losses) = (LogSelftest.Kill(killing), LogSelftest.LosePower(losing));
            return new LogSelftestView(asked.Seed, kills, losses, [.. killing.Findings, .. losing.Findings]);
        });
        call.Output.Show(view.Write, view.Lay);
        return SelftestFindings.ExitCodeFor(view.Findings, call.Stop);
    }
}
