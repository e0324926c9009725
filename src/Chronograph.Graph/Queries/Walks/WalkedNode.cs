namespace Chronograph.Graph;

/// <summary>A node that a walk reached, which may be a mere end of edges.</summary>
public readonly ref struct WalkedNode
{
    private readonly Topology _topology;
    private readonly uint _number;

    internal WalkedNode(Topology topology, uint number)
    {
        _topology = topology;
        _number = number;
    }

    /// <summary>Its id, with which its record is found.</summary>
    public NodeId Id => _topology.Id(_number);

    /// <summary>Its semantic id in UTF-8, in the mapped file.</summary>
    public ReadOnlySpan<byte> SemanticId => _topology.SemanticId(_number);
}
