using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class TwoStepTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["store"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_prepared_version_is_seen_once_it_is_committed()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
        using var batch = store.BeginBatch();
        batch.Upsert(Samples.Node("new"));
        using var prepared = batch.Prepare();
        Assert.Equal((4, 3), (prepared.Info.Version.Number, store.Latest.Number));
        Assert.Empty(store.Collect(retain: 10).Files);
        Assert.Throws<InvalidOperationException>(store.BeginBatch);
        Assert.Equal(4, prepared.Commit().Version.Number);
        using var snapshot = store.OpenLatest();
        Assert.True(snapshot.TryGetNode("new", out _));
        Assert.True(Samples.Verify(Path).Ok);
    }

    [Fact]
    public void A_batch_that_was_prepared_takes_nothing_and_cannot_be_read()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        using var batch = store.BeginBatch();
        batch.Upsert(Samples.Node("new"));
        using var prepared = batch.Prepare();

        Assert.Throws<InvalidOperationException>(() => batch.Upsert(Samples.Node("late")));
        Assert.Throws<InvalidOperationException>(() => batch.TryGetNode("new", out _));
        Assert.Throws<InvalidOperationException>(() => batch.Commit());
        Assert.Equal(1, prepared.Commit().Version.Number);
    }

    [Fact]
    public void A_prepared_version_that_is_abandoned_holds_none_of_its_files_open()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux lists what a process has mapped.");
        using var store = GraphStore.Open(Path);
        using (var batch = store.BeginBatch())
        {
            batch.Upsert(Samples.Node("new"));
            using var prepared = batch.Prepare();
            Assert.Contains(Mapped(), line => line.EndsWith("seg_000001_nodes.seg", StringComparison.Ordinal));
        }

        Assert.DoesNotContain(Mapped(), line => line.Contains("seg_000001_nodes.seg", StringComparison.Ordinal));
    }

    [Fact]
    public void A_prepared_version_whose_commit_fails_holds_none_of_its_files_open()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux lists what a process has mapped.");
        var files = new FaultyFileSystem();
        using var store = GraphStore.Open(Path, new GraphStoreOptions { Files = files });
        using var batch = store.BeginBatch();
        batch.Upsert(Samples.Node("new"));
        using var prepared = batch.Prepare();
        files.FailFlushOf(Path);
        Assert.Throws<IOException>(prepared.Commit);
        Assert.DoesNotContain(Mapped(), line => line.Contains("seg_000001_nodes.seg", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_prepared_version_that_outlives_its_store_takes_nothing_from_the_next_writer(bool commits)
    {
        var store = GraphStore.Open(Path);
        Samples.WriteThreeVersions(store);
        using var batch = store.BeginBatch();
        batch.Upsert(Samples.Node("new"));
        using var prepared = batch.Prepare();
        store.Dispose();

        using var next = GraphStore.Open(Path, Samples.Relaxed);
        next.Collect(retain: 10);
        next.Purge();
        next.Commit(changes => changes.Upsert(Samples.Node("other")));
        if (commits)
            Assert.Throws<ObjectDisposedException>(prepared.Commit);
        prepared.Dispose();
        Assert.Equal([], Samples.Verify(Path).Damage);
        if (OperatingSystem.IsLinux())
            Assert.DoesNotContain(Mapped(), line => line.EndsWith("(deleted)", StringComparison.Ordinal));
    }

    [Fact]
    public void A_prepared_version_that_is_abandoned_leaves_the_old_one_and_its_files()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
        var before = Directory.GetFiles(_directory["store/segments"]).Order().ToList();
        using (var batch = store.BeginBatch())
        {
            batch.Upsert(Samples.Node("new"));
            using var prepared = batch.Prepare();
        }

        Assert.Equal(before, Directory.GetFiles(_directory["store/segments"]).Order());
        Assert.Equal(4, store.Commit(batch => batch.Upsert(Samples.Node("other"))).Version.Number);
        using var snapshot = store.OpenLatest();
        Assert.False(snapshot.TryGetNode("new", out _));
        Assert.True(Samples.Verify(Path).Ok);
    }

    private List<string> Mapped() =>
        [.. File.ReadLines("/proc/self/maps").Where(line => line.Contains(_directory.Path, StringComparison.Ordinal))];
}
