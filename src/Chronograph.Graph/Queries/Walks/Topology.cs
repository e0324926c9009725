namespace Chronograph.Graph;

/// <summary>What a walk sees of a graph: nodes as dense numbers, and which lead where.</summary>
internal abstract class Topology
{
    /// <summary>The topology of a version: the numbers of its one edge segment, or those given out as nodes are met.</summary>
    public static Topology Of(EdgeLayers layers, EdgeDirection direction, string? type, QueryReport? report) => layers.Count == 1
        ? new SegmentTopology(layers, direction, type, report)
        : new LayeredTopology(layers, direction, type, report);

    /// <summary>The number of a node, which is marked as reached; -1 when no edge touches it.</summary>
    public abstract long Start(NodeId id, ReachedNodes reached);

    /// <summary>The number of a node, if the walk may meet it or has met it; else -1.</summary>
    public abstract long Find(NodeId id);

    public abstract NodeId Id(uint number);

    public abstract ReadOnlySpan<byte> SemanticId(uint number);

    /// <summary>Reaches all nodes that some nodes lead to.</summary>
    public abstract void Expand(ReadOnlySpan<uint> nodes, ReachedNodes reached);

    /// <summary>As <see cref="Expand(ReadOnlySpan{uint}, ReachedNodes)"/>, and adds for each node that is new over which edge it was reached.</summary>
    public abstract void Expand(ReadOnlySpan<uint> nodes, ReachedNodes reached, List<Arrival> arrivals);
}
