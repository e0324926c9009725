using Chronograph.Graph;

namespace Chronograph.Ingest;

/// <summary>Where a store stands in a log.</summary>
internal static class IngestPosition
{
    /// <summary>The last message of the log that the store's latest version holds; 0 when none.</summary>
    public static long Of(GraphStore store, string logName) =>
        store.Latest == GraphVersion.None ? 0 : store.GetVersion(store.Latest).Sources.GetValueOrDefault(logName);
}
