namespace Chronograph.Graph;

/// <summary>The nodes of one level of a walk: for <c>foreach</c>. Allocates nothing.</summary>
public ref struct WalkLevel
{
    private readonly Topology _topology;
    private readonly ReadOnlySpan<uint> _nodes;
    private int _index = -1;

    internal WalkLevel(Topology topology, ReadOnlySpan<uint> nodes)
    {
        _topology = topology;
        _nodes = nodes;
    }

    /// <summary>The node that was come to.</summary>
    public readonly WalkedNode Current => new(_topology, _nodes[_index]);

    /// <summary>The nodes themselves.</summary>
    public readonly WalkLevel GetEnumerator() => this;

    /// <summary>Goes to the next node of the level.</summary>
    public bool MoveNext() => ++_index < _nodes.Length;
}
