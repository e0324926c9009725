namespace Chronograph.Graph;

/// <summary>The error for two semantic ids with one node id, which must never overwrite each other silently.</summary>
internal static class IdentityConflict
{
    public static InvalidOperationException Between(NodeId id, string first, string second) => new(
        $"The semantic ids '{first}' and '{second}' have the same node id {id}. Nothing was committed; rename one of them.");
}
