using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>Says what is wrong with a command line, and where to read how it should be.</summary>
internal static class UsageErrors
{
    /// <summary>Reports the first error and returns the exit code for wrong usage.</summary>
    public static int Report(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        Talk.Error(command.Subcommands.Count == 0 ? parsed.Errors[0].Message : WrongVerb(command, parsed.UnmatchedTokens));
        Talk.Hint($"Run '{CommandPath(command)} --help' to see how it is used.");
        return (int)ExitCode.Usage;
    }

    private static string WrongVerb(Command noun, IReadOnlyList<string> unknown)
    {
        var verbs = string.Join(", ", noun.Subcommands.Select(verb => verb.Name));
        return unknown.Count == 0
            ? $"'{CommandPath(noun)}' needs a command: {verbs}."
            : $"'{CommandPath(noun)}' has no '{unknown[0]}', but: {verbs}.";
    }

    private static string CommandPath(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "chronograph" : $"{CommandPath(parent)} {command.Name}";
    }
}
