namespace Chronograph.Graph;

/// <summary>A node that a walk reached, and the edge it was first reached over.</summary>
/// <param name="Depth">How many edges away from the start; 0 is the start.</param>
/// <param name="Id">The node reached.</param>
/// <param name="SemanticId">Its semantic id.</param>
/// <param name="Node">Its record, or null when the edge dangles.</param>
/// <param name="Edge">The edge it was reached over; null at the start.</param>
/// <param name="Direction">Whether that edge was followed along or against its direction.</param>
public sealed record Visit(int Depth, NodeId Id, string SemanticId, Node? Node, Edge? Edge, EdgeDirection Direction);
