namespace Chronograph.Ingest;

/// <summary>The name by which a store remembers a log: the name of the log's directory.</summary>
internal static class LogName
{
    public static string Of(string logDirectory) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(logDirectory)));
}
