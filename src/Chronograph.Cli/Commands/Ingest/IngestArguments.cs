using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>The arguments that the verbs of <c>ingest</c> share.</summary>
internal static class IngestArguments
{
    /// <summary>The log to read.</summary>
    public static Argument<string> Log() => new("LOG") { Description = "Directory of the log, such as .chronograph/log" };

    /// <summary>The store to commit to.</summary>
    public static Argument<string> Store() => new("STORE") { Description = "Directory of the graph, such as .chronograph/graph" };
}
