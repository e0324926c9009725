using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>The noun <c>graph</c>: questions to a versioned graph, and the care of it.</summary>
internal static class GraphCommand
{
    /// <summary>The noun with its verbs.</summary>
    public static Command Create() => new("graph", "A graph whose every version stays open")
    {
        new GraphStatsCommand(),
        new GraphFindCommand(),
        new GraphNodeCommand(),
        new GraphNeighborsCommand(),
        new GraphPathCommand(),
        new GraphVersionsCommand(),
        new GraphWatchCommand(),
        new GraphDiffCommand(),
        new GraphTagCommand(),
        new GraphImportCommand(),
        new GraphExportCommand(),
        new GraphVerifyCommand(),
        new GraphRepairCommand(),
        new GraphRollbackCommand(),
        new GraphCompactCommand(),
        new GraphBenchCommand(),
        new GraphCollectCommand(),
        new GraphPurgeCommand(),
        new GraphSelftestCommand(),
    };
}
