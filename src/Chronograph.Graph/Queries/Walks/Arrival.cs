namespace Chronograph.Graph;

/// <summary>How a walk first reached a node.</summary>
/// <param name="Node">The number of the node.</param>
/// <param name="From">The number of the node it was reached from.</param>
/// <param name="Edge">The edge between them, seen from the latter.</param>
internal readonly record struct Arrival(uint Node, uint From, EdgeHit Edge);
