using Chronograph.Graph;

namespace Chronograph.Code;

/// <summary>A node as one file sees it.</summary>
/// <param name="Node">The node; of a partial declaration, without what only all parts together tell.</param>
/// <param name="Part">The part of a partial declaration, or <see langword="null"/> where the node is whole.</param>
internal sealed record NodeContribution(Node Node, PartialPart? Part = null);
