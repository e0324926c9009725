namespace Chronograph.Graph;

/// <summary>How many records of each kind differ between two versions.</summary>
/// <param name="NodesAdded">Nodes that only the later version has.</param>
/// <param name="NodesRemoved">Nodes that only the earlier version has.</param>
/// <param name="NodesChanged">Nodes that differ in more than where they stand.</param>
/// <param name="NodesTouched">Nodes of which only the metadata differs.</param>
/// <param name="EdgesAdded">Edges that only the later version has.</param>
/// <param name="EdgesRemoved">Edges that only the earlier version has.</param>
/// <param name="EdgesChanged">Edges of which the metadata differs.</param>
public sealed record DiffCounts(
    long NodesAdded,
    long NodesRemoved,
    long NodesChanged,
    long NodesTouched,
    long EdgesAdded,
    long EdgesRemoved,
    long EdgesChanged);
