using System.Text;

namespace Chronograph.Graph;

/// <summary>The errors of a batch whose semantic ids and node ids do not belong together one to one.</summary>
internal static class IdentityConflict
{
    /// <summary>Two semantic ids with one node id, which must never overwrite each other silently.</summary>
    public static InvalidOperationException Between(NodeId id, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) => new(
        $"The semantic ids '{Encoding.UTF8.GetString(first)}' and '{Encoding.UTF8.GetString(second)}' have the same node id {id}. "
        + "Nothing was committed; rename one of them.");

    /// <summary>An edge between node ids, of which one belongs to no semantic id that is known.</summary>
    public static InvalidOperationException Unknown(NodeId id) => new(
        $"An edge names the node id {id}, and neither the batch nor the version has a semantic id for it. "
        + "Nothing was committed; stage the node, or name the edge by semantic ids.");
}
