namespace Chronograph.Graph;

/// <summary>A node of the graph.</summary>
/// <param name="SemanticId">The identity, stable over time; not empty.</param>
/// <param name="Type">The kind of node, such as <c>METHOD</c>. Segments are pruned by it, so keep the kinds few.</param>
/// <param name="Name">The short name that people look for.</param>
/// <param name="File">The file that the node comes from, or empty.</param>
/// <param name="ContentHash">A hash of what the node means, or 0 when that is unknown. Tells <i>changed</i> from <i>touched</i> in a diff.</param>
/// <param name="Metadata">JSON text, or empty. Stored as it is, never parsed.</param>
public sealed record Node(
    string SemanticId,
    string Type,
    string Name,
    string File,
    ulong ContentHash = 0,
    string Metadata = "")
{
    /// <summary>The 128-bit id that belongs to <see cref="SemanticId"/>, computed at each call.</summary>
    public NodeId Id => NodeId.FromSemanticId(SemanticId);
}
