using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>Diffs of graphs large enough for batches, stretches and maps of codes, against the model.</summary>
public sealed class DiffTests
{
    private const int Nodes = 1_500;

    [Fact]
    public void Any_two_versions_differ_as_their_models_do_whatever_segments_they_share()
    {
        using var directory = new TemporaryDirectory();
        var random = Randomness.Create(out var seed);
        var models = new List<GraphModel> { new() };
        using (var store = GraphStore.Open(directory.Path, Samples.Relaxed))
        {
            Commit(store, models, random, Nodes);
            foreach (var changes in new[] { 5, 40, Nodes / 2, 3, 12 })
                Commit(store, models, random, changes);
            store.Compact();
            models.Add(models[^1]);
            Commit(store, models, random, 30);
            store.Rollback(new GraphVersion(4));
            models.Add(models[4]);
            Commit(store, models, random, 200);
        }

        using var reader = GraphStore.Open(directory.Path, Samples.Relaxed);
        for (var from = 0; from < models.Count; from++)
        {
            for (var to = 0; to < models.Count; to++)
                Check(reader, models, from, to, seed);
        }
    }

    [Fact]
    public void A_shared_segment_in_the_middle_is_skipped_and_still_wins_over_what_is_older()
    {
        var before = Segments(1, 2, 5);
        var after = Segments(1, 3, 5, 6);
        var alignment = SegmentAlignment.Of([.. before], [.. after]);
        Assert.Equal([(0, 0), (2, 2)], alignment.Shared.Select(shared => (shared.LayerBefore, shared.LayerAfter)));
        Assert.Equal([(1, 1)], alignment.Before.Select(own => (own.Layer, own.Below)));
        Assert.Equal([(1, 1), (3, 2)], alignment.After.Select(own => (own.Layer, own.Below)));
        Assert.Null(alignment.OnlyAdded);
    }

    private static void Check(GraphStore store, List<GraphModel> models, int from, int to, int seed)
    {
        try
        {
            using var diff = store.Diff(new GraphVersion(from), new GraphVersion(to));
            ModelCheck.Same(models[from], models[to], diff);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Versions {from} and {to}; replay with CHRONOGRAPH_SEED={seed}.", error);
        }
    }

    private static void Commit(GraphStore store, List<GraphModel> models, Random random, int changes)
    {
        var model = models[^1].Copy();
        using var batch = store.BeginBatch();
        for (var change = 0; change < changes; change++)
            Change(batch, model, random);
        batch.Commit();
        models.Add(model);
    }

    /// <summary>Upserts, some of them with the content that is there already, and deletions; several types between the same pair.</summary>
    private static void Change(GraphBatch batch, GraphModel model, Random random)
    {
        var (source, target) = (Id(random), Id(random));
        var metadata = random.Next(3) == 0 ? "" : $"{{\"line\":{random.Next(4)}}}";
        var node = new Node(source, $"T{random.Next(5)}", $"n{random.Next(400)}", $"f{random.Next(30)}.cs", (ulong)random.Next(3), metadata);
        if (random.Next(4) == 0 && model.Nodes.TryGetValue(source, out var same))
            node = random.Next(2) == 0 ? same : same with { Metadata = metadata };
        batch.Upsert(node);
        model.Nodes[source] = node;
        foreach (var type in new[] { "CALLS", "USES", "CONTAINS" }.Take(random.Next(4)))
        {
            batch.Upsert(new Edge(source, type, target, metadata));
            model.Edges[(source, type, target)] = new Edge(source, type, target, metadata);
        }

        if (random.Next(5) != 0)
            return;
        batch.DeleteNode(target);
        model.Nodes.Remove(target);
        foreach (var (from, type, to) in model.Edges.Keys.Where(key => key.Source == target).ToList())
        {
            batch.DeleteEdge(from, type, to);
            model.Edges.Remove((from, type, to));
        }
    }

    private static string Id(Random random) => $"node{random.Next(Nodes)}";

    private static IEnumerable<SegmentDescriptor> Segments(params long[] ids) => ids.Select(id => new SegmentDescriptor
    {
        SegmentId = id, RecordCount = 1, TombstoneCount = 0, ByteSize = 1, Sha256 = "",
    });
}
