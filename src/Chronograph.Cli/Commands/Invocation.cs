using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>One call of a command: what was typed, where to print, and when to stop.</summary>
/// <param name="Arguments">The parsed command line.</param>
/// <param name="Output">Where data goes.</param>
/// <param name="Stop">Signalled by Ctrl-C.</param>
internal sealed record Invocation(ParseResult Arguments, CommandOutput Output, CancellationToken Stop)
{
    /// <summary>The value of a required argument.</summary>
    public T Get<T>(Argument<T> argument) => Arguments.GetRequiredValue(argument);

    /// <summary>The value of an option, or its default.</summary>
    public T? Get<T>(Option<T> option) => Arguments.GetValue(option);
}
