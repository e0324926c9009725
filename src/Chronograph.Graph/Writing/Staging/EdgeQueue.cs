namespace Chronograph.Graph;

/// <summary>Holds back edges and looks for their ends together, since memory answers many questions in the time of one.</summary>
/// <remarks>Finding a node among millions waits for memory several times, each time for as long as an edge may take altogether.</remarks>
internal sealed class EdgeQueue(SemanticIds ids, StagedEdges edges, long memory)
{
    private readonly EdgesByText _byText = new(ids, edges);
    private readonly EdgesById _byId = new(ids, edges, memory);

    /// <summary>The memory that is held.</summary>
    public long Bytes => _byId.Bytes;

    /// <summary>Adds an edge between nodes named by id.</summary>
    /// <param name="metadata">The number of its metadata, or a constant of <see cref="StagedEdge"/>.</param>
    public void Add(NodeId source, ReadOnlySpan<byte> type, NodeId target, int metadata)
    {
        _byText.Flush();
        _byId.Add(source, edges.TypeNumber(type), target, metadata);
    }

    /// <summary>Adds an edge between nodes named by semantic id.</summary>
    public void Add(ReadOnlySpan<byte> source, ReadOnlySpan<byte> type, ReadOnlySpan<byte> target, ReadOnlySpan<byte> metadata)
    {
        _byId.Flush();
        _byText.Add(source, edges.TypeNumber(type), target, edges.AddMetadata(metadata));
    }

    /// <summary>Stages all edges that wait, in the order they came: only one kind waits at a time.</summary>
    public void Flush()
    {
        _byText.Flush();
        _byId.Flush();
    }
}
