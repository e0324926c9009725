namespace Chronograph.Graph;

/// <summary>Whether a segment can hold matches of a query, by what the manifest says of it. Unknown means that it can.</summary>
internal static class NodeZone
{
    public static bool MayMatch(SegmentDescriptor segment, NodeQuery query) =>
        segment.RecordCount > 0
        && Holds(segment.NodeTypes, query.Type, prefix: null)
        && Holds(segment.FilePaths, query.File, query.FilePrefix);

    private static bool Holds(IReadOnlyList<string>? zone, string? exact, string? prefix)
    {
        if (zone is null || (exact is null && prefix is null))
            return true;
        foreach (var text in zone)
        {
            if ((exact is null || text == exact) && (prefix is null || text.StartsWith(prefix, StringComparison.Ordinal)))
                return true;
        }

        return false;
    }
}
