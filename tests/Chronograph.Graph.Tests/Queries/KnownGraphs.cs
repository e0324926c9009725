using System.Globalization;

namespace Chronograph.Graph.Tests;

/// <summary>Graphs of which mathematics says how many nodes each depth reaches.</summary>
internal static class KnownGraphs
{
    /// <summary>Corners of a cube, an edge between those that differ in one bit, from the lower to the higher.</summary>
    public static IEnumerable<(int From, int To)> Hypercube(int dimensions) =>
        from corner in Enumerable.Range(0, 1 << dimensions)
        from axis in Enumerable.Range(0, dimensions)
        where (corner & (1 << axis)) == 0
        select (corner, corner | (1 << axis));

    /// <summary>The tensor power of the triangle: words of three letters, an edge between words that differ at every place.</summary>
    public static IEnumerable<(int From, int To)> TrianglePower(int power)
    {
        var words = (int)Math.Pow(3, power);
        return from left in Enumerable.Range(0, words)
               from right in Enumerable.Range(0, words)
               where DifferEverywhere(left, right, power)
               select (left, right);
    }

    public static IEnumerable<(int From, int To)> Complete(int nodes) =>
        from left in Enumerable.Range(0, nodes) from right in Enumerable.Range(left + 1, nodes - left - 1) select (left, right);

    public static IEnumerable<(int From, int To)> Grid(int side) =>
        from place in Enumerable.Range(0, side * side)
        from to in new[] { place + 1, place + side }
        where to == place + 1 ? to % side != 0 : to < side * side
        select (place, to);

    public static long Binomial(int of, int choose) =>
        Enumerable.Range(1, choose).Aggregate(1L, (product, index) => product * (of - choose + index) / index);

    public static string Name(int node) => string.Create(CultureInfo.InvariantCulture, $"src/Area/File{node % 7}.cs->METHOD->N{node}()[in:Ns.Type]");

    public static NodeId Id(int node) => NodeId.FromSemanticId(Name(node));

    /// <summary>Commits the edges, and a node for each end, in so many commits.</summary>
    public static GraphSnapshot Commit(GraphStore store, IEnumerable<(int From, int To)> edges, int commits)
    {
        foreach (var part in edges.Index().GroupBy(edge => edge.Index % commits, edge => edge.Item).ToList())
        {
            store.Commit(batch =>
            {
                foreach (var (from, to) in part)
                {
                    batch.Upsert(Samples.Node(Name(from)));
                    batch.Upsert(Samples.Node(Name(to)));
                    batch.Upsert(new Edge(Name(from), from % 2 == 0 ? "EVEN" : "ODD", Name(to)));
                }
            });
        }

        return store.OpenLatest();
    }

    private static bool DifferEverywhere(int left, int right, int power)
    {
        for (var place = 0; place < power; place++, left /= 3, right /= 3)
        {
            if (left % 3 == right % 3)
                return false;
        }

        return true;
    }
}
