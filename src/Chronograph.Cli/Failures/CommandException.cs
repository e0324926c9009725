namespace Chronograph.Cli;

/// <summary>A command cannot do what was asked: one line for the user, one exit code for the script.</summary>
internal sealed class CommandException : Exception
{
    private CommandException(ExitCode code, string message)
        : base(message) => Code = code;

    /// <summary>The exit code of the process.</summary>
    public ExitCode Code { get; }

    /// <summary>What was asked makes no sense.</summary>
    public static CommandException Usage(string message) => new(ExitCode.Usage, message);

    /// <summary>What was asked for does not exist.</summary>
    public static CommandException NotFound(string message) => new(ExitCode.NotFound, message);

    /// <summary>What was asked for has been removed.</summary>
    public static CommandException OutOfRange(string message) => new(ExitCode.OutOfRange, message);

    /// <summary>Something outside refused to do its part.</summary>
    public static CommandException Failed(string message) => new(ExitCode.InputOutput, message);

    /// <summary>The work was interrupted; the message says what was done until then.</summary>
    public static CommandException Interrupted(string message) => new(ExitCode.Interrupted, message);
}
