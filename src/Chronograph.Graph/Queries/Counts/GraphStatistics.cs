namespace Chronograph.Graph;

/// <summary>Counts of a version.</summary>
/// <param name="Nodes">How many nodes.</param>
/// <param name="Edges">How many edges.</param>
/// <param name="NodeSegments">How many node segment files.</param>
/// <param name="EdgeSegments">How many edge segment files.</param>
/// <param name="Bytes">The size of those files together.</param>
/// <param name="NodeTypes">Nodes by type, in ordinal order of the types.</param>
/// <param name="EdgeTypes">Edges by type, in ordinal order of the types.</param>
public sealed record GraphStatistics(
    long Nodes,
    long Edges,
    int NodeSegments,
    int EdgeSegments,
    long Bytes,
    IReadOnlyDictionary<string, long> NodeTypes,
    IReadOnlyDictionary<string, long> EdgeTypes);
