namespace Chronograph.Graph;

/// <summary>Edges whose ends are looked up together.</summary>
internal interface IEdgeRound
{
    /// <summary>How many edges there are.</summary>
    public int Count { get; }

    /// <summary>The memory that is held.</summary>
    public long Bytes { get; }

    /// <summary>Notes where to look, on the thread of the batch.</summary>
    public void Prepare(SemanticIds ids);

    /// <summary>Looks up the ends, on any thread. The nodes of the batch do not change meanwhile, and no edge is staged.</summary>
    /// <param name="edges">Where the edges may be put already, behind those that count.</param>
    public void Find(StagedEdges edges);

    /// <summary>Stages the edges in the order they came, numbers those ends that were not found, and is empty again.</summary>
    public void StageTo(SemanticIds ids, StagedEdges edges);
}
