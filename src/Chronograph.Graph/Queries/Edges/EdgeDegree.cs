namespace Chronograph.Graph;

/// <summary>Counts the edges of a node: the lengths of its slices where nothing in them is deleted or said twice.</summary>
internal static class EdgeDegree
{
    private const int EdgesBetweenChecks = 1 << 16;

    public static long Of(EdgeLayers layers, NodeId id, EdgeDirection direction, ReadOnlySpan<byte> type, CancellationToken cancellation)
    {
        var search = new EdgeSliceSearch(layers, id, type, report: null);
        if (!layers.OnlyAdd)
            return CountOneByOne(search, direction, cancellation);
        var count = 0L;
        for (var layer = 0; layer < layers.Count; layer++)
        {
            if (direction != EdgeDirection.In && search.TryFind(layer, EdgeDirection.Out, out var leaving))
                count += leaving.Length;
            if (direction != EdgeDirection.Out && search.TryFind(layer, EdgeDirection.In, out var entering))
                count += entering.Length;
        }

        return count;
    }

    private static long CountOneByOne(EdgeSliceSearch search, EdgeDirection direction, CancellationToken cancellation)
    {
        var count = 0L;
        foreach (var _ in new StoredEdges(search, direction, ordered: false))
        {
            if (count++ % EdgesBetweenChecks == 0)
                cancellation.ThrowIfCancellationRequested();
        }

        return count;
    }
}
