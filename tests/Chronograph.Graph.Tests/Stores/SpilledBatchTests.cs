using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>A batch that does not fit in its memory gives the same version as one that does.</summary>
public sealed class SpilledBatchTests : IDisposable
{
    private static readonly GraphStoreOptions Tight = Samples.Relaxed with { BatchMemory = 20_000 };

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    /// <summary>With what a commit takes besides, half of the memory is used: also where there is little.</summary>
    [Theory]
    [InlineData(96L << 20, 24L << 20)]
    [InlineData(255L << 20, 255L << 18)]
    [InlineData(24L << 30, 6L << 30)]
    [InlineData(1L << 40, 16L << 30)]
    [InlineData(1L << 20, 8L << 20)]
    public void A_batch_takes_a_quarter_of_the_memory_of_a_small_container_and_of_a_large_machine(long available, long expected) =>
        Assert.Equal(expected, GraphStoreOptions.BatchMemoryOf(available));

    [Fact]
    public void A_batch_that_outlives_its_store_leaves_the_files_of_the_next_writer_alone()
    {
        var store = GraphStore.Open(_directory["store"], Tight);
        var old = store.BeginBatch();
        Change(old, 0);
        store.Dispose();

        using var next = GraphStore.Open(_directory["store"], Tight);
        using var batch = next.BeginBatch();
        Change(batch, 1);
        var spilled = Directory.GetFiles(_directory["store/scratch"]);
        Assert.NotEmpty(spilled);
        Assert.Throws<ObjectDisposedException>(() => Change(old, 2));
        old.Dispose();
        Assert.Equal(spilled.Order(), Directory.GetFiles(_directory["store/scratch"]).Order());
        Assert.Equal(1, batch.Commit().Version.Number);
        Assert.True(next.Verify().Ok);
    }

    [Fact]
    public void A_batch_larger_than_its_memory_gives_the_same_files_as_one_that_fits()
    {
        using (var roomy = GraphStore.Open(_directory["roomy"], Samples.Relaxed))
        using (var tight = GraphStore.Open(_directory["tight"], Tight))
        {
            for (var version = 0; version < 3; version++)
            {
                var options = new CommitOptions { CreatedAt = Samples.Time };
                Assert.Equal(roomy.Commit(batch => Change(batch, version), options), tight.Commit(batch => Change(batch, version), options), Same);
            }
        }

        foreach (var file in Directory.GetFiles(_directory["roomy/segments"]).Select(Path.GetFileName))
            Assert.Equal(File.ReadAllBytes(_directory[$"roomy/segments/{file}"]), File.ReadAllBytes(_directory[$"tight/segments/{file}"]));
        Assert.Equal([], Samples.Verify(_directory["tight"]).Damage);
    }

    [Fact]
    public void A_batch_reads_its_own_changes_also_those_it_has_spilled()
    {
        using var store = GraphStore.Open(_directory.Path, Tight);
        store.Commit(batch => batch.Upsert(new Edge("n1", "OLD", "n2")));
        using var changes = store.BeginBatch();
        Change(changes, 0);
        Assert.True(Directory.GetFiles(_directory["scratch"]).Length > 4);
        changes.DeleteNode("n2");
        Assert.False(changes.TryGetNode("n2", out _));
        Assert.True(changes.TryGetNode("n1", out var node));
        Assert.Equal("name of n1", node.Name);
        Assert.Equal(Enumerable.Range(0, 900).Count(number => number % 3 == 1 && number % 11 != 5), changes.NodesOfFile("f1").Count);
        Assert.Equal(["NEXT n2", "OLD n2", "SKIP n8"], changes.EdgesFrom("n1").Select(edge => $"{edge.Type} {edge.Target}").Order());
    }

    [Fact]
    public void An_abandoned_batch_and_a_killed_writer_leave_no_temporary_files()
    {
        using (var store = GraphStore.Open(_directory.Path, Tight))
        {
            using (var batch = store.BeginBatch())
                Change(batch, 0);
            Assert.Empty(Directory.GetFiles(_directory["scratch"]));
        }

        Assert.False(Directory.Exists(_directory["scratch"]));
        Directory.CreateDirectory(_directory["scratch"]);
        File.WriteAllText(_directory["scratch/seg_000001_nodes.seg"], "left by a killed process");
        using (GraphStore.Open(_directory.Path))
            Assert.False(Directory.Exists(_directory["scratch"]));
    }

    [Fact]
    public void Two_semantic_ids_with_one_node_id_are_refused_though_they_lie_in_different_runs()
    {
        using var store = GraphStore.Open(_directory.Path, Tight with { Identify = utf8 => NodeId.FromUtf8(utf8.TrimEnd((byte)'!')) });
        AssertRefused(batch => batch.Upsert(new Edge("twice", "T", "x")), batch => batch.Upsert(new Edge("twice!", "T", "y")));
        AssertRefused(batch => batch.Upsert(Samples.Node("twice")), batch => batch.Upsert(new Edge("twice!", "T", "y")));
        Assert.Equal(GraphVersion.None, store.Latest);
        Assert.Empty(Directory.GetFiles(_directory["segments"]));

        void AssertRefused(Action<GraphBatch> first, Action<GraphBatch> second) => Assert.Throws<InvalidOperationException>(() => store.Commit(batch =>
        {
            first(batch);
            Change(batch, 0);
            second(batch);
        }));
    }

    [Fact]
    public void A_full_disk_while_spilling_loses_the_batch_and_nothing_else()
    {
        var files = new FaultyFileSystem();
        using var store = GraphStore.Open(_directory.Path, Tight with { Files = files });
        store.Commit(batch => batch.Upsert(Samples.Node("kept")));
        files.FailWriteAfter(5, path => new StorageFullException(path, new IOException()));
        Assert.Throws<StorageFullException>(() => store.Commit(batch => Change(batch, 0)));
        files.Heal();
        Assert.Empty(Directory.GetFiles(_directory["scratch"]));
        Assert.Equal(2, store.Commit(batch => Change(batch, 0)).Version.Number);
    }

    private static void Change(GraphBatch batch, int version)
    {
        for (var number = version; number < 900; number++)
        {
            batch.Upsert(Samples.Node($"n{number}", file: $"f{number % 3}", metadata: number % 7 == version ? "{}" : ""));
            batch.Upsert(new Edge($"n{number}", "NEXT", $"n{number + 1}", number % 5 == version ? $"{number}" : ""));
            batch.Upsert(NodeId.FromSemanticId($"n{number}"), "SKIP"u8, NodeId.FromSemanticId($"n{number * 7 % 900 + 1}"));
            if (number % 11 == 10)
                batch.DeleteNode($"n{number - version - 5}");
            if (number % 13 == 12)
                batch.DeleteEdge($"n{number - version}", "NEXT", $"n{number - version + 1}");
        }
    }

    private static bool Same(VersionInfo left, VersionInfo right) =>
        (left.Version, left.Nodes, left.Edges, left.Segments) == (right.Version, right.Nodes, right.Edges, right.Segments);
}
