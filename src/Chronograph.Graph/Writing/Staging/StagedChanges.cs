namespace Chronograph.Graph;

/// <summary>All that a batch has staged: of each key, the last change.</summary>
internal sealed class StagedChanges(Func<string, NodeId> identify)
{
    public SemanticIds Ids { get; } = new(identify);

    public StagedNodes Nodes { get; } = new();

    public StagedEdges Edges { get; } = new();
}
