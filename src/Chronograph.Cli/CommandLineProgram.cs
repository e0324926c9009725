using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>One run of the tool: parse, act, and turn whatever happened into one line and an exit code.</summary>
internal static class CommandLineProgram
{
    /// <summary>Runs the tool on its arguments and returns the exit code of the process.</summary>
    public static int Run(string[] arguments)
    {
        var parsed = ToolCommand.Create().Parse(arguments, ParserSettings);
        if (parsed.Errors.Count > 0)
            return UsageErrors.Report(parsed);
        return parsed.Invoke(InvocationSettings);
    }

    // No response files: a semantic id may begin with '@'.
    private static ParserConfiguration ParserSettings { get; } = new() { ResponseFileTokenReplacer = null };

    // Signals and exceptions are ours: see Interruption and Failure.
    private static InvocationConfiguration InvocationSettings { get; } = new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };
}
