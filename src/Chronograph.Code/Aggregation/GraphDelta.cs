using Chronograph.Graph;

namespace Chronograph.Code;

/// <summary>What turns the graph of one version into that of the next.</summary>
internal sealed record GraphDelta(
    IReadOnlyList<Node> UpsertedNodes,
    IReadOnlyList<EdgeKey> UpsertedEdges,
    IReadOnlyList<string> DeletedNodes,
    IReadOnlyList<EdgeKey> DeletedEdges)
{
    public int Count => UpsertedNodes.Count + UpsertedEdges.Count + DeletedNodes.Count + DeletedEdges.Count;
}
