namespace Chronograph.Graph;

/// <summary>One edge of a node, seen from that node.</summary>
/// <param name="Id">The node at the other end.</param>
/// <param name="SemanticId">Its semantic id.</param>
/// <param name="Edge">The edge.</param>
/// <param name="Direction"><see cref="EdgeDirection.Out"/> or <see cref="EdgeDirection.In"/>.</param>
public sealed record Neighbor(NodeId Id, string SemanticId, Edge Edge, EdgeDirection Direction);
