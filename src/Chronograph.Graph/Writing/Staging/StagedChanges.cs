namespace Chronograph.Graph;

/// <summary>What a batch has staged in memory.</summary>
internal sealed class StagedChanges
{
    /// <param name="identify">Gives a semantic id its node id.</param>
    /// <param name="memory">What all of it may take, nearly.</param>
    public StagedChanges(NodeIdentity identify, long memory)
    {
        Ids = new SemanticIds(identify);
        Queue = new EdgeQueue(Ids, Edges, memory);
    }

    public SemanticIds Ids { get; }

    public StagedNodes Nodes { get; } = new();

    public StagedEdges Edges { get; } = new();

    /// <summary>Edges that will be staged after those in <see cref="Edges"/>.</summary>
    public EdgeQueue Queue { get; }

    /// <summary>The memory it takes, nearly.</summary>
    public long Bytes => Ids.Bytes + Nodes.Bytes + Edges.Bytes + Queue.Bytes;

    public bool IsEmpty => Nodes.IsEmpty && Edges.Count == 0;
}
