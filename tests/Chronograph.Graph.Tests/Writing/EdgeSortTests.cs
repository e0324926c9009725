using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>The sort of staged edges against one by the library, which knows nothing of parts.</summary>
public sealed class EdgeSortTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(50, 3, 400)] // every source a part of its own, most edges said more than once
    [InlineData(9_000, 5, 40_000)] // parts of several sources
    [InlineData(9_000, 90_000, 40_000)] // more types than a segment may have
    public void Edges_come_by_source_type_and_target_and_of_each_the_last(int nodes, int types, int count)
    {
        var random = Randomness.Create(out var seed);
        var ranks = Enumerable.Range(0, nodes).ToArray();
        var typeRanks = Enumerable.Range(0, types).ToArray();
        random.Shuffle(ranks);
        random.Shuffle(typeRanks);
        foreach (var plain in (bool[])[true, false])
        {
            var edges = new StagedEdges();
            if (!plain)
                edges.AddMetadata("{}"u8);
            for (var edge = 0; edge < count; edge++)
                edges.Add(new StagedEdge(random.Next(nodes), random.Next(types), random.Next(nodes), plain ? StagedEdge.NoMetadata : random.Next(-2, 1)));

            var sort = new EdgeSort(edges, nodes, typeRanks);
            sort.Run(ranks);

            Assert.True(Expected(edges, ranks, typeRanks).SequenceEqual(Sorted(sort, plain, edges)), $"seed {seed}, plain {plain}");
        }
    }

    private static IEnumerable<(int, int, int, int)> Expected(StagedEdges edges, int[] ranks, int[] typeRanks) =>
        Enumerable.Range(0, edges.Count).Select(place => edges[place])
            .Select(edge => (ranks[edge.Source], typeRanks[edge.Type], ranks[edge.Target], edge.Metadata))
            .GroupBy(edge => (edge.Item1, edge.Item2, edge.Item3)).Select(same => same.Last()).Order();

    private static IEnumerable<(int, int, int, int)> Sorted(EdgeSort sort, bool plain, StagedEdges edges)
    {
        for (var source = 0; source < sort.Starts.Length; source++)
        {
            for (var edge = sort.Starts[source]; edge < sort.Ends[source]; edge++)
            {
                var (key, metadata) = (sort.Keys[edge], plain ? StagedEdge.NoMetadata : edges[sort.Places![edge]].Metadata);
                Assert.Equal(metadata == StagedEdge.Deletion, EdgeSort.IsDeleted(key));
                Assert.Equal(metadata >= 0, EdgeSort.HasMetadata(key));
                yield return (source, EdgeSort.Type(key), EdgeSort.Target(key), metadata);
            }
        }
    }
}
