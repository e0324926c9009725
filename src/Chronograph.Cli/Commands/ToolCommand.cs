using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>The root of the grammar: one noun per thing a user works with.</summary>
internal static class ToolCommand
{
    /// <summary>The whole grammar.</summary>
    public static RootCommand Create() => new(
        "An embedded, crash-safe store: a message log, and a graph whose every version stays open.")
    {
        new IndexCommand(),
        LogCommand.Create(),
        GraphCommand.Create(),
        IngestCommand.Create(),
    };
}
