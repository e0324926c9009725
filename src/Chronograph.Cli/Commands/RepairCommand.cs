using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>A verb that mends what a directory holds, and only says what it would do until <c>--yes</c> is given.</summary>
internal abstract class RepairCommand : VerbCommand
{
    private readonly string _noun;
    private readonly Argument<string> _path;
    private readonly Option<bool> _yes = new("--yes") { Description = "Do it; without it, only say what would be done" };

    protected RepairCommand(string noun, Argument<string> path, string description)
        : base("repair", description)
    {
        (_noun, _path) = (noun, path);
        Accept(_path, _yes);
    }

    /// <summary>Shows what a repair does or would do.</summary>
    /// <returns>Whether there is something left to do.</returns>
    protected abstract bool Repair(string path, bool apply, CommandOutput output);

    protected sealed override ExitCode Run(Invocation call)
    {
        var path = call.Get(_path);
        if (!Repair(path, call.Get(_yes), call.Output))
            return ExitCode.Done;
        Talk.Note($"Nothing was changed. To repair: chronograph {_noun} repair {Shell.Quote(path)} --yes");
        return ExitCode.Usage;
    }
}
