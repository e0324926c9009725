using System.CommandLine;

namespace Chronograph.Cli;

/// <summary>The arguments that the verbs of <c>ingest</c> share.</summary>
internal static class IngestArguments
{
    /// <summary>The log to read.</summary>
    public static Argument<string> Log() => DirectoryArgument.Create("LOG", "Directory of the log, such as .chronograph/log");

    /// <summary>The store to commit to.</summary>
    public static Argument<string> Store() => DirectoryArgument.Create("STORE", "Directory of the graph, such as .chronograph/graph");
}
