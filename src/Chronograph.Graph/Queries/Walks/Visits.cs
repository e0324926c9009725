using System.Diagnostics.CodeAnalysis;

namespace Chronograph.Graph;

/// <summary>The nodes of walks and paths as objects, with their records and the edges they were reached over.</summary>
internal static class Visits
{
    public static IEnumerable<Visit> Of(
        GraphSnapshot snapshot, TraversalQuery query, QueryReport? report, CancellationToken cancellation)
    {
        var walk = new GraphWalk(snapshot.EdgeLayers, query, report, cancellation, remember: true);
        while (walk.MoveNext())
        {
            foreach (var arrival in walk.Arrivals)
            {
                snapshot.ThrowIfDisposed();
                yield return Make(snapshot, walk.Depth, walk.Topology.Id(arrival.Node), arrival.Edge);
            }
        }
    }

    /// <summary>The nodes of a path, its start first; null when there is no path or the version does not know the start.</summary>
    public static IReadOnlyList<Visit>? OfPath(GraphSnapshot snapshot, NodeId from, IReadOnlyList<(NodeId To, EdgeHit Edge)>? steps) =>
        steps is not null && TryStart(snapshot, from, steps, out var start)
            ? [start, .. steps.Select((step, index) => Make(snapshot, index + 1, step.To, step.Edge))]
            : null;

    private static Visit Make(GraphSnapshot snapshot, int depth, NodeId id, EdgeHit hit)
    {
        snapshot.TryGetNode(id, out var node);
        var semanticId = node?.SemanticId ?? hit.OtherSemanticId;
        return new Visit(depth, id, semanticId, node, hit.ToEdge(hit.OwnSemanticId, semanticId), hit.Direction);
    }

    /// <summary>The start's name comes from its record, or from its first edge when it has none.</summary>
    private static bool TryStart(
        GraphSnapshot snapshot, NodeId id, IReadOnlyList<(NodeId To, EdgeHit Edge)> steps, [NotNullWhen(true)] out Visit? start)
    {
        snapshot.TryGetNode(id, out var node);
        var semanticId = node?.SemanticId ?? (steps.Count > 0 ? steps[0].Edge.OwnSemanticId : null);
        start = semanticId is null ? null : new Visit(0, id, semanticId, node, null, EdgeDirection.Out);
        return start is not null;
    }
}
