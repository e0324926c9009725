namespace Chronograph.Graph;

/// <summary>Holds back edges and looks for their ends together, since memory answers many questions in the time of one.</summary>
/// <remarks>Finding a node among millions waits for memory several times, each time for as long as an edge may take altogether.</remarks>
internal sealed class EdgeQueue(SemanticIds ids, StagedEdges edges, long memory)
{
    private const int ShareOfMemory = 8;
    private const int FewestEdges = 128;

    // All nodes are passed over for a round: the more there are, the more edges should share that.
    private const int NodesPerEdge = 2;

    private readonly EdgeRounds<RoundByText> _byText = new(ids, edges);
    private readonly EdgeRounds<RoundById> _byId = new(ids, edges);
    private readonly int _mostByText = Most(memory, RoundByText.BytesPerEdge, RoundByText.MostEdges);
    private readonly int _mostById = Most(memory, RoundById.BytesPerEdge, RoundById.MostEdges);

    /// <summary>The memory that is held.</summary>
    public long Bytes => _byText.Bytes + _byId.Bytes;

    /// <summary>Adds an edge between nodes named by id.</summary>
    /// <param name="metadata">The number of its metadata, or a constant of <see cref="StagedEdge"/>.</param>
    public void Add(NodeId source, ReadOnlySpan<byte> type, NodeId target, int metadata)
    {
        _byText.Flush();
        var most = Math.Min(_mostById, Math.Max(RoundById.ManyEdges, ids.Count / NodesPerEdge));
        if (_byId.Gathered.Count >= most)
            _byId.Turn();
        _byId.Gathered.Add(source, edges.TypeNumber(type), target, metadata, most);
    }

    /// <summary>Adds an edge between nodes named by semantic id.</summary>
    public void Add(ReadOnlySpan<byte> source, ReadOnlySpan<byte> type, ReadOnlySpan<byte> target, ReadOnlySpan<byte> metadata)
    {
        _byId.Flush();
        if (_byText.Gathered.Count == _mostByText || _byText.Gathered.TextBytes >= _mostByText * RoundByText.BytesPerEdge)
            _byText.Turn();
        _byText.Gathered.Add(source, edges.TypeNumber(type), target, edges.AddMetadata(metadata));
    }

    /// <summary>Ends what goes on with the nodes on another thread, before they change. Edges may still wait.</summary>
    public void Join()
    {
        _byText.Join();
        _byId.Join();
    }

    /// <summary>Stages all edges that wait, in the order they came: only one kind waits at a time.</summary>
    public void Flush()
    {
        _byText.Flush();
        _byId.Flush();
    }

    /// <summary>Lets go of the memory; no edge may wait.</summary>
    public void Release()
    {
        _byText.Release();
        _byId.Release();
    }

    private static int Most(long memory, int bytesPerEdge, int most) =>
        (int)Math.Clamp(memory / ShareOfMemory / (2 * bytesPerEdge), FewestEdges, most);
}
