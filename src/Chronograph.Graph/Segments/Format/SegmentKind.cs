namespace Chronograph.Graph;

/// <summary>What a segment file holds. The values are on disk.</summary>
public enum SegmentKind : ushort
{
    /// <summary>Nodes, and tombstones of nodes.</summary>
    Nodes = 1,

    /// <summary>Edges, and tombstones of edges.</summary>
    Edges = 2,
}
