using Chronograph.Graph;

namespace Chronograph.Code.Tests;

/// <summary>Reads versions back from a store, as text that can be compared.</summary>
internal static class StoredVersions
{
    /// <summary>Every node and edge of a version; the latest when none is given.</summary>
    public static SortedSet<string> Records(string store, GraphVersion? version = null)
    {
        using var graph = GraphStore.OpenReadOnly(Path.Combine(store, "graph"));
        using var snapshot = graph.OpenSnapshot(version ?? graph.Latest);
        return new SortedSet<string>(
            snapshot.Nodes().Select(static node => node.ToString()).Concat(snapshot.Edges().Select(static edge => edge.ToString())),
            StringComparer.Ordinal);
    }

    /// <summary>All versions, oldest first.</summary>
    public static IReadOnlyList<VersionInfo> List(string store)
    {
        using var graph = GraphStore.OpenReadOnly(Path.Combine(store, "graph"));
        return [.. graph.ListVersions(new VersionFilter()).Reverse()];
    }
}
