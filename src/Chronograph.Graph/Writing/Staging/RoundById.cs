using System.Runtime.CompilerServices;

namespace Chronograph.Graph;

/// <summary>Edges between nodes named by id: many, so that the nodes are passed over once for all of them.</summary>
internal sealed class RoundById : IEdgeRound
{
    public const int MostEdges = 1 << 19;
    public const int BytesPerEdge = 96;

    private const int FewestEdges = 128;

    private NodeId[] _ends = [];
    private int[] _numbers = [];
    private Waiting[] _edges = [];
    private int _endCount;
    private int _lastSource;
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
        _edges[Count++] = new Waiting(_lastSource, type, _endCount++, metadata);
    }

    public void Prepare(SemanticIds ids) => _order = ids.OrderFor(Count);

    public void Find() => _order.Find(_ends.AsSpan(0, _endCount), _numbers);

    [MethodImpl(Bulk.Loop)]
    public void StageTo(SemanticIds ids, StagedEdges edges)
    {
        foreach (ref readonly var edge in _edges.AsSpan(0, Count))
            edges.Add(new StagedEdge(Number(edge.Source, ids), edge.Type, Number(edge.Target, ids), edge.Metadata));
        (Count, _endCount, _order) = (0, 0, IdOrder.Empty);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Number(int end, SemanticIds ids) => _numbers[end] is >= 0 and var number ? number : ids.Add(_ends[end]);

    private void MakeRoom(int most)
    {
        var size = Math.Clamp(2 * Count, Math.Min(FewestEdges, most), most);
        Array.Resize(ref _ends, 2 * size);
        Array.Resize(ref _numbers, 2 * size);
        Array.Resize(ref _edges, size);
    }

    /// <param name="Source">Which of the ends is its source.</param>
    /// <param name="Type">The number of its type.</param>
    /// <param name="Target">Which of the ends is its target.</param>
    /// <param name="Metadata">The number of its metadata.</param>
    private readonly record struct Waiting(int Source, int Type, int Target, int Metadata);
}
