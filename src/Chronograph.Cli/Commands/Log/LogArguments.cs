using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>The arguments and options that the verbs of <c>log</c> share.</summary>
internal static class LogArguments
{
    /// <summary>The log's directory.</summary>
    public static Argument<string> Log() => DirectoryArgument.Create("LOG", "Directory of the log, such as .chronograph/log");

    /// <summary>A message type.</summary>
    public static Option<long?> Type(string description) => WholeNumber.Option("--type", description, 0, ushort.MaxValue);
}
