using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>The noun <c>ingest</c>: from the messages of a log to the versions of a graph.</summary>
internal static class IngestCommand
{
    /// <summary>The noun with its verbs.</summary>
    public static Command Create() => new("ingest", "Folds the changes in a log into versions of a graph")
    {
        new IngestRunCommand(),
        new IngestStatusCommand(),
    };
}
