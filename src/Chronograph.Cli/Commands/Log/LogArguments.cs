using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>The arguments and options that the verbs of <c>log</c> share.</summary>
internal static class LogArguments
{
    /// <summary>The log's directory.</summary>
    public static Argument<string> Log() => DirectoryArgument.Create("LOG", "Directory of the log, such as .chronograph/log");

    /// <summary>A time to begin at.</summary>
    public static Option<DateTimeOffset?> Since() => new("--since")
    {
        Description = "Begin with the first message of this time or later: ISO 8601, or -15m",
        HelpName = "TIME",
        CustomParser = ValueParser.One<DateTimeOffset?>(LogStarts.TryParseTime, "a time; use ISO 8601, or -15m for fifteen minutes ago"),
    };

    /// <summary>How many messages to print.</summary>
    public static Option<long?> Limit() => WholeNumber.Option("--limit", "At most so many messages");

    /// <summary>Whether to go on with what is appended.</summary>
    public static Option<bool> Follow() => new("--follow") { Description = "Wait for more messages until interrupted" };

    /// <summary>The name of a cursor.</summary>
    public static Option<string?> Cursor(string description) => new("--cursor") { Description = description, HelpName = "NAME" };

    /// <summary>Whether to print only what is on the disk.</summary>
    public static Option<bool> Durable() => new("--durable") { Description = "Only messages that survive a power loss" };

    /// <summary>A message type.</summary>
    public static Option<long?> Type(string description) => WholeNumber.Option("--type", description, 0, ushort.MaxValue);
}
