namespace Chronograph.Graph;

/// <summary>The parts of a graph that no edge connects, whatever the direction of edges.</summary>
/// <param name="Count">How many there are. A node without edges is one by itself; so is what only edges speak of.</param>
/// <param name="Nodes">How many nodes are in them together: those with a record, and those that edges merely touch.</param>
/// <param name="Largest">How many nodes the largest has.</param>
/// <param name="Sizes">How many components there are of each size, by ascending size.</param>
public sealed record WeakComponents(long Count, long Nodes, long Largest, IReadOnlyDictionary<long, long> Sizes);
