using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>The noun <c>log</c>: messages, in the order in which they were appended.</summary>
internal static class LogCommand
{
    /// <summary>The noun with its verbs.</summary>
    public static Command Create() => new("log", "A log of messages")
    {
        new LogShowCommand(),
        new LogReadCommand(),
        new LogMergeCommand(),
        new LogVerifyCommand(),
        new LogAppendCommand(),
        new LogRepairCommand(),
        new LogRetainCommand(),
        new LogBenchCommand(),
        new LogSelftestCommand(),
    };
}
