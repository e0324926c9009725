namespace Chronograph.Graph;

/// <summary>Finds weakly connected components by joining the ends of each edge.</summary>
internal static class ComponentFinder
{
    private const long StepsBetweenChecks = 1 << 16;

    public static WeakComponents Find(NodeLayers nodes, EdgeLayers edges, CancellationToken cancellation)
    {
        var numbers = new EndpointNumbers(edges, cancellation);
        var sets = new DisjointSets(numbers.Count);
        if (edges.OnlyAdd)
            JoinRows(edges, numbers, sets, cancellation);
        else
            JoinEdges(edges, numbers, sets, cancellation);
        return Describe(sets, CountIsolated(nodes, edges, numbers, sets, cancellation));
    }

    private static void JoinRows(EdgeLayers edges, EndpointNumbers numbers, DisjointSets sets, CancellationToken cancellation)
    {
        for (var layer = 0; layer < edges.Count; layer++)
        {
            var rows = edges.Segment(layer).Out;
            var own = numbers.Of(layer);
            for (var source = 0; source < own.Length; source++)
            {
                Check(source, cancellation);
                var (start, end) = rows.Slice(source);
                foreach (var target in rows.Others(start, end))
                    sets.Union(own[source], target < own.Length ? own[(int)target] : throw rows.Outside(target));
            }
        }
    }

    private static void JoinEdges(EdgeLayers edges, EndpointNumbers numbers, DisjointSets sets, CancellationToken cancellation)
    {
        var step = 0L;
        for (var walk = edges.Walk(); walk.MoveToNextRecord(); step++)
        {
            Check(step, cancellation);
            var own = numbers.Of(walk.Current.Layer);
            sets.Union(own[(int)walk.Current.Source], own[(int)walk.Current.Target]);
        }
    }

    /// <summary>Nodes with a record that no edge touches.</summary>
    private static long CountIsolated(
        NodeLayers nodes, EdgeLayers edges, EndpointNumbers numbers, DisjointSets sets, CancellationToken cancellation)
    {
        var isolated = 0L;
        var step = 0L;
        for (var walk = nodes.Walk(); walk.MoveToNextRecord(); step++)
        {
            Check(step, cancellation);
            var number = numbers.Find(edges, walk.Current.Id);
            if (number < 0 || !sets.Contains(number))
                isolated++;
        }

        return isolated;
    }

    private static WeakComponents Describe(DisjointSets sets, long isolated)
    {
        var sizes = new SortedDictionary<long, long>();
        foreach (var size in sets.Sizes)
            sizes[size] = sizes.GetValueOrDefault(size) + 1;
        if (isolated > 0)
            sizes[1] = sizes.GetValueOrDefault(1) + isolated;
        return new WeakComponents(
            sizes.Values.Sum(), sizes.Sum(size => size.Key * size.Value), sizes.Count == 0 ? 0 : sizes.Keys.Max(), sizes);
    }

    private static void Check(long step, CancellationToken cancellation)
    {
        if (step % StepsBetweenChecks == 0)
            cancellation.ThrowIfCancellationRequested();
    }
}
