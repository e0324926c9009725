namespace Chronograph.Graph;

/// <summary>The edges of a node as objects.</summary>
internal static class Neighbors
{
    public static IEnumerable<Neighbor> Of(
        GraphSnapshot snapshot, NodeId id, EdgeDirection direction, string? type, QueryReport? report, CancellationToken cancellation)
    {
        var hits = Collect(snapshot, id, direction, type, report);
        var own = hits.Count > 0 ? hits[0].OwnSemanticId : "";
        foreach (var hit in hits)
        {
            snapshot.ThrowIfDisposed();
            cancellation.ThrowIfCancellationRequested();
            var other = hit.OtherSemanticId;
            yield return new Neighbor(hit.OtherId, other, hit.ToEdge(own, other), hit.Direction);
        }
    }

    private static List<EdgeHit> Collect(GraphSnapshot snapshot, NodeId id, EdgeDirection direction, string? type, QueryReport? report)
    {
        var hits = new List<EdgeHit>();
        var search = new EdgeSliceSearch(snapshot.EdgeLayers, id, type is null ? default : StrictUtf8.Encoding.GetBytes(type), report);
        foreach (var edge in new StoredEdges(search, direction, ordered: true))
            hits.Add(edge.Hit);
        return hits;
    }
}
