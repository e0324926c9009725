using Chronograph.Selftest;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>A store in memory does what one on the disk does, and gives its memory back.</summary>
public sealed class EphemeralStoreTests : IDisposable
{
    private const int Operations = 150;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void It_answers_as_a_store_on_the_disk_after_any_operations()
    {
        var random = Randomness.Create(out var seed);
        var time = new SteppingTime();
        using var onDisk = GraphStore.Open(_directory["store"], Samples.Relaxed with { TimeProvider = time });
        using var inMemory = GraphStore.CreateEphemeral(new GraphStoreOptions { TimeProvider = new SteppingTime() });
        var model = StoreModel.Empty;
        var chooser = new OperationChooser(random);
        for (var done = 0; done < Operations; done++)
        {
            var operation = chooser.Next(model);
            var after = operation.Apply(model);
            foreach (var store in new[] { onDisk, inMemory })
                operation.Run(store);
            model = operation is Compaction && onDisk.Latest.Number == model.Latest ? model : after;
            Assert.True(StateOf(onDisk) == StateOf(inMemory), $"seed {seed}, after {operation}");
        }

        Assert.Equal(Contents(onDisk), Contents(inMemory));
        Assert.Equal(onDisk.Verify(), inMemory.Verify(), (left, right) =>
            left.Ok && right.Ok && (left.Versions, left.Segments, left.DanglingEdges) == (right.Versions, right.Segments, right.DanglingEdges));
    }

    [Fact]
    public void Tags_times_requests_and_the_watch_work_in_memory()
    {
        using var store = GraphStore.CreateEphemeral();
        Samples.WriteThreeVersions(store);
        store.Tag(new GraphVersion(2), new Dictionary<string, string> { ["release"] = "1.0" });
        Assert.Equal(2, Resolve(store, new VersionReference.WithTag("release", "1.0")));
        Assert.Equal(2, Resolve(store, new VersionReference.AtTime(Samples.Time.AddDays(1.5))));
        Assert.Equal(2, Resolve(store, new VersionReference.AtSource("log", 10)));
        var made = store.Commit(_ => { }, new CommitOptions { RequestId = "r" });
        Assert.Equal(made.Version, store.Commit(_ => { }, new CommitOptions { RequestId = "r" }).Version);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Assert.Equal([3L, 4], store.Watch(new GraphVersion(2), stop.Token).Take(2).Select(info => info.Version.Number));
    }

    [Fact]
    public async Task A_watch_sleeps_until_a_commit_in_memory_wakes_it()
    {
        using var store = GraphStore.CreateEphemeral();
        store.Commit(batch => batch.Upsert(Samples.Node("first")));
        var watch = Task.Run(() => store.Watch(new GraphVersion(1), TestContext.Current.CancellationToken).First());
        await Task.Delay(50, TestContext.Current.CancellationToken);
        store.Commit(batch => batch.Upsert(Samples.Node("second")));
        Assert.Equal(2, (await watch).Version.Number);
    }

    [Fact]
    public void A_snapshot_outlives_the_store_and_the_memory_goes_with_the_last()
    {
        var store = GraphStore.CreateEphemeral();
        Samples.WriteThreeVersions(store);
        var first = store.OpenSnapshot(new GraphVersion(1));
        var second = store.OpenSnapshot(new GraphVersion(2));
        Assert.NotEmpty(second.Nodes());
        store.Dispose();
        var held = store.EphemeralBytes;
        Assert.True(held > 0);
        Assert.Equal(4, first.Nodes().Count());
        Assert.Equal(3, second.Nodes().Count());
        second.Dispose();
        Assert.InRange(store.EphemeralBytes, 1, held - 1);
        first.Dispose();
        Assert.Equal(0, store.EphemeralBytes);
        Assert.Throws<ObjectDisposedException>(() => store.OpenLatest());
    }

    [Fact]
    public void What_was_purged_gives_its_memory_back_unless_a_snapshot_holds_it()
    {
        using var store = GraphStore.CreateEphemeral();
        store.Commit(batch => Fill(batch, "old"));
        var one = store.EphemeralBytes;
        store.Commit(batch =>
        {
            for (var number = 0; number < 5000; number++)
                batch.DeleteNode($"old{number}");
        });
        store.Compact();
        store.Commit(batch => batch.Upsert(Samples.Node("new")));
        using (store.OpenSnapshot(new GraphVersion(1)))
        {
            store.Collect(0);
            store.Purge();
            Assert.True(store.EphemeralBytes > one);
        }

        Assert.NotEmpty(store.Collect(0).Files);
        store.Purge();
        Assert.True(store.EphemeralBytes < one, $"{store.EphemeralBytes} of {one}");
    }

    [Fact]
    public void Stores_in_memory_share_nothing_and_end_an_enumeration_that_outlives_them()
    {
        using var left = GraphStore.CreateEphemeral();
        var right = GraphStore.CreateEphemeral();
        Samples.WriteThreeVersions(right);
        Assert.Equal(0, left.Latest.Number);
        var versions = right.ListVersions(new VersionFilter()).GetEnumerator();
        Assert.True(versions.MoveNext());
        right.Dispose();
        Assert.Throws<ObjectDisposedException>(() => versions.MoveNext());
    }

    [Fact]
    public void Merges_in_the_background_and_spilled_batches_work_in_memory()
    {
        using var store = GraphStore.CreateEphemeral(new GraphStoreOptions { BatchMemory = 1 << 16, CompactInBackground = true });
        for (var version = 0; version < 20; version++)
            store.Commit(batch => Fill(batch, $"v{version}-"));
        using var snapshot = store.OpenLatest();
        Assert.Equal(20 * 5000, snapshot.Nodes().Count());
        Assert.True(store.Verify().Ok);
    }

    private static void Fill(GraphBatch batch, string prefix)
    {
        for (var number = 0; number < 5000; number++)
            batch.Upsert(Samples.Node($"{prefix}{number}"));
    }

    private static long Resolve(GraphStore store, VersionReference reference)
    {
        Assert.True(store.TryResolve(reference, out var version));
        return version.Number;
    }

    /// <summary>The newest version and the list of all, with their tags.</summary>
    private static string StateOf(GraphStore store) => string.Join('\n', store.ListVersions(new VersionFilter()).Select(info =>
        $"{info.Version} {info.Parent} {info.Nodes} {info.Edges} {info.Segments} {string.Join(',', info.Tags)} {info.CreatedAt:O}"));

    /// <summary>Every record of every version that is left.</summary>
    private static List<string> Contents(GraphStore store) => [.. store.ListVersions(new VersionFilter()).Select(info =>
    {
        using var snapshot = store.OpenSnapshot(info.Version);
        return $"{info.Version} {GraphContent.Of(snapshot).Digest} {string.Join('\n', snapshot.Edges())}";
    })];

    /// <summary>A clock that goes on by a second whenever it is asked, so that two stores see the same times.</summary>
    private sealed class SteppingTime : TimeProvider
    {
        private DateTimeOffset _now = Samples.Time;

        public override DateTimeOffset GetUtcNow() => _now += TimeSpan.FromSeconds(1);
    }
}
