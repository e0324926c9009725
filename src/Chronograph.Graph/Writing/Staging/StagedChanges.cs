namespace Chronograph.Graph;

/// <summary>What a batch has staged in memory.</summary>
internal sealed class StagedChanges
{
    public StagedChanges(NodeIdentity identify)
    {
        Ids = new SemanticIds(identify);
        Queue = new EdgeQueue(Ids, Edges);
    }

    public SemanticIds Ids { get; }

    public StagedNodes Nodes { get; } = new();

    public StagedEdges Edges { get; } = new();

    /// <summary>Edges that will be staged after those in <see cref="Edges"/>.</summary>
    public EdgeQueue Queue { get; }

    /// <summary>The memory it takes, nearly.</summary>
    public long Bytes => Ids.Bytes + Nodes.Bytes + Edges.Bytes;

    public bool IsEmpty => Nodes.IsEmpty && Edges.Count == 0;
}
