using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>A store and a simple model get the same random changes and must give the same answers, now and later.</summary>
public sealed class ModelBasedTests
{
    private readonly GraphStoreOptions _options = new() { Durability = CommitDurability.Relaxed };

    [Fact]
    public void A_store_answers_as_the_model_does_at_every_version()
    {
        using var directory = new TemporaryDirectory();
        var random = Randomness.Create(out var seed);
        try
        {
            Run(directory.Path, random, steps: 400);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Replay with CHRONOGRAPH_SEED={seed}.", error);
        }
    }

    [Fact]
    public void Segments_that_the_background_merges_say_what_their_records_replace()
    {
        using var directory = new TemporaryDirectory();
        var random = Randomness.Create(out var seed);
        try
        {
            ReplacementCheck.All(directory.Path, RunInBackground(directory.Path, random, commits: 150));
            Assert.Equal([], Samples.Verify(directory.Path).Damage);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"CHRONOGRAPH_SEED={seed} repeats the changes, not when they were merged.", error);
        }
    }

    /// <summary>Commits, and rollbacks now and then, beside a thread that merges whatever it can.</summary>
    /// <returns>The model of each version, also of those that merged.</returns>
    private List<GraphModel> RunInBackground(string directory, Random random, int commits)
    {
        var graph = new RandomGraph(random);
        var versions = new List<GraphModel> { new() };
        using var store = GraphStore.Open(directory, _options with { CompactInBackground = true, Planner = new TailPlanner { SmallRows = 1, Few = 2 } });
        for (var round = 0; round < commits; round++)
        {
            if (random.Next(10) == 0)
            {
                var version = random.Next(versions.Count);
                Add(store.Rollback(new GraphVersion(version)), versions[version]);
                continue;
            }

            using var batch = store.BeginBatch();
            var model = versions[^1].Copy();
            graph.Change(batch, model, round == 0 ? 300 : random.Next(random.Next(40) + 1));
            Add(batch.Commit(), model);
            Thread.Sleep(random.Next(3)); // lets merges come to it
        }

        return versions;

        void Add(VersionInfo made, GraphModel model)
        {
            while (versions.Count < made.Version.Number)
                versions.Add(versions[^1]); // merges change no record
            versions.Add(model);
        }
    }

    private void Run(string directory, Random random, int steps)
    {
        var graph = new RandomGraph(random);
        var versions = new List<GraphModel> { new() };
        var store = GraphStore.Open(directory, _options);
        try
        {
            for (var step = 0; step < steps; step++)
            {
                switch (random.Next(12))
                {
                    case < 6:
                        Commit(store, versions, graph, random);
                        break;
                    case 6:
                        store.Dispose();
                        store = GraphStore.Open(directory, _options);
                        break;
                    case 7:
                        Abandon(store, versions, graph);
                        break;
                    case 8:
                        CheckVersion(store, versions, graph, random);
                        break;
                    case 9 when random.Next(2) == 0:
                        Compact(store, versions);
                        break;
                    case 10:
                        Rollback(store, versions, random);
                        break;
                    default:
                        CheckDiff(store, versions, random);
                        break;
                }
            }
        }
        finally
        {
            store.Dispose();
        }

        ReplacementCheck.All(directory, [.. versions]);
        Assert.Equal([], Samples.Verify(directory).Damage);
    }

    private static void Commit(GraphStore store, List<GraphModel> versions, RandomGraph graph, Random random)
    {
        var model = versions[^1].Copy();
        using (var batch = store.BeginBatch())
        {
            graph.Change(batch, model, random.Next(random.Next(60) + 1));
            CheckBatch(batch, model, graph);
            Assert.Equal(versions.Count, batch.Commit().Version.Number);
        }

        versions.Add(model);
        Assert.Equal(versions.Count - 1, store.Latest.Number);
    }

    private static void CheckBatch(GraphBatch batch, GraphModel model, RandomGraph graph)
    {
        var id = graph.SemanticId();
        Assert.Equal(model.Nodes.ContainsKey(id), batch.TryGetNode(id, out var node));
        Assert.Equal(model.Nodes.GetValueOrDefault(id), node);
        var file = graph.File();
        Assert.Equal(
            model.Nodes.Values.Where(other => other.File == file).OrderBy(other => other.Id),
            batch.NodesOfFile(file).OrderBy(other => other.Id));
        Assert.Equal(
            model.Edges.Values.Where(edge => edge.Source == id).OrderBy(edge => (edge.Type, edge.Target)),
            batch.EdgesFrom(id).OrderBy(edge => (edge.Type, edge.Target)));
    }

    private static void Compact(GraphStore store, List<GraphModel> versions)
    {
        var result = store.Compact();
        Assert.InRange(result.SegmentsAfter, 0, 2);
        if (result.Version.Version.Number == versions.Count)
            versions.Add(versions[^1]);
        Assert.Equal(versions.Count - 1, store.Latest.Number);
    }

    private static void Rollback(GraphStore store, List<GraphModel> versions, Random random)
    {
        var version = random.Next(versions.Count);
        Assert.Equal(versions.Count, store.Rollback(new GraphVersion(version)).Version.Number);
        versions.Add(versions[version]);
    }

    private static void Abandon(GraphStore store, List<GraphModel> versions, RandomGraph graph)
    {
        using var batch = store.BeginBatch();
        graph.Change(batch, versions[^1].Copy(), 20);
    }

    private static void CheckVersion(GraphStore store, List<GraphModel> versions, RandomGraph graph, Random random)
    {
        var version = random.Next(versions.Count);
        using var snapshot = store.OpenSnapshot(new GraphVersion(version));
        ModelCheck.Same(versions[version], snapshot, graph);
    }

    private static void CheckDiff(GraphStore store, List<GraphModel> versions, Random random)
    {
        var from = random.Next(versions.Count);
        var to = random.Next(versions.Count);
        ModelCheck.SameDiff(store, new GraphVersion(from), new GraphVersion(to), versions[from], versions[to]);
    }
}
