using Chronograph.Selftest;

namespace Chronograph.Cli;

/// <summary><c>graph selftest [DIR]</c>: kills writers of stores and takes their power away, on the disk of the user's choice.</summary>
internal sealed class GraphSelftestCommand : VerbCommand
{
    private readonly SelftestArguments _arguments = new();

    public GraphSelftestCommand()
        : base("selftest", "Kills writers of stores and takes their power away, and counts what is lost") => Accept(_arguments.All);

    protected override ExitCode Run(Invocation call)
    {
        var asked = _arguments.Read(call);
        var view = ProgressDisplay.Create().Run(steps =>
        {
            using var killing = asked.Begin(steps, "killing", call.Stop);
            using var losing = asked.Begin(steps, "losing power", call.Stop);
            var (kills, losses) = (GraphSelftest.Kill(killing), GraphSelftest.LosePower(losing));
            return new GraphSelftestView(asked.Seed, kills, losses, [.. killing.Findings, .. losing.Findings]);
        });
        call.Output.Show(view.Write, view.Lay);
        return SelftestFindings.ExitCodeFor(view.Findings, call.Stop);
    }
}
