namespace Chronograph.Graph;

/// <summary>Which edges of a node are followed.</summary>
public enum EdgeDirection
{
    /// <summary>Edges that leave the node.</summary>
    Out,

    /// <summary>Edges that enter the node.</summary>
    In,

    /// <summary>Both; an edge from a node to itself appears once for each.</summary>
    Both,
}
