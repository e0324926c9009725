using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Edges between nodes named by id: many, so that the nodes are passed over once for all of them.</summary>
internal sealed class RoundById : IEdgeRound
{
    /// <summary>Where the nodes are few, more edges than these gain nothing.</summary>
    public const int ManyEdges = 1 << 19;

    public const int MostEdges = 1 << 21;
    public const int BytesPerEdge = 96;

    private const int FewestEdges = 128;
    private const int Many = 1 << 16;

    private NodeId[] _ends = [];
    private int[] _numbers = [];

    // What looking them up works in.
    private NodeId[] _endsByPart = [];
    private int[] _numbersByPart = [];

    // Its source and its target are numbers of ends until they are found, and then numbers of nodes, or -1 - the end.
    private StagedEdge[] _edges = [];
    private int _endCount;
    private int _lastSource;
    private bool _anyDeletion;

    // Whether the edges stand behind those that are staged, and need only be counted.
    private bool _isPlaced;
    private IdOrder _order = IdOrder.Empty;

    public int Count { get; private set; }

    public long Bytes => (long)_edges.Length * BytesPerEdge;

    /// <summary>Adds an edge; one that leaves the same node as the last shares its looking up.</summary>
    /// <param name="most">How many edges there will be at most.</param>
    public void Add(NodeId source, int type, NodeId target, int metadata, int most)
    {
        if (Count == _edges.Length)
            MakeRoom(most);
        if (Count == 0 || _ends[_lastSource] != source)
            _ends[_lastSource = _endCount++] = source;
        _ends[_endCount] = target;
        _edges[Count++] = new StagedEdge(_lastSource, type, _endCount++, metadata);
        _anyDeletion |= metadata == StagedEdge.Deletion;
    }

    public void Prepare(SemanticIds ids) => _order = ids.OrderFor(Count);

    [MethodImpl(Bulk.Loop)]
    public void Find(StagedEdges edges)
    {
        _order.Find(_ends.AsSpan(0, _endCount), _numbers, _endsByPart, _numbersByPart);
        var found = _edges.AsSpan(0, Count);
        var any = 0;
        foreach (ref var edge in found)
        {
            edge = edge with { Source = Found(edge.Source), Target = Found(edge.Target) };
            any |= edge.Source | edge.Target;
        }

        _isPlaced = any >= 0;
        if (_isPlaced)
            edges.Place(found);
    }

    [MethodImpl(Bulk.Loop)]
    public void StageTo(SemanticIds ids, StagedEdges edges)
    {
        if (!_isPlaced)
            edges.Place(Numbered(ids));
        edges.CountPlaced(Count, _anyDeletion);
        (Count, _endCount, _order, _anyDeletion) = (0, 0, IdOrder.Empty, false);
    }

    /// <summary>The edges, with numbers also for those ends that were not found.</summary>
    [MethodImpl(Bulk.Loop)]
    private ReadOnlySpan<StagedEdge> Numbered(SemanticIds ids)
    {
        var edges = _edges.AsSpan(0, Count);
        foreach (ref var edge in edges)
        {
            if ((edge.Source | edge.Target) < 0)
                edge = edge with { Source = Number(edge.Source, ids), Target = Number(edge.Target, ids) };
        }

        return edges;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Found(int end) => _numbers[end] is >= 0 and var number ? number : -1 - end;

    private int Number(int found, SemanticIds ids) => found >= 0 ? found : ids.Add(_ends[-1 - found]);

    private void MakeRoom(int most)
    {
        // A round of many edges is mostly followed by others, and each step on the way to its full size would leave as much unused.
        var size = Count >= Many ? most : Math.Clamp(2 * Count, Math.Min(FewestEdges, most), most);
        Array.Resize(ref _ends, 2 * size);
        _numbers = GC.AllocateUninitializedArray<int>(2 * size);
        _endsByPart = GC.AllocateUninitializedArray<NodeId>(2 * size);
        _numbersByPart = GC.AllocateUninitializedArray<int>(2 * size);
        Array.Resize(ref _edges, size);
    }
}
