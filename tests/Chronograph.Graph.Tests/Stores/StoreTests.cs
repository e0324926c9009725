using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class StoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["store"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_new_store_is_empty_and_opens_as_version_none()
    {
        using var store = GraphStore.Open(Path);
        Assert.True(GraphStore.Exists(Path));
        Assert.Equal(GraphVersion.None, store.Latest);
        using var snapshot = store.OpenLatest();
        Assert.Empty(snapshot.Nodes());
        Assert.Empty(snapshot.Edges());
        Assert.Empty(store.ListVersions(new VersionFilter()));
        Assert.False(store.TryResolve(VersionReference.Latest, out _));
    }

    [Fact]
    public void Opening_for_reading_creates_nothing()
    {
        Assert.False(GraphStore.Exists(Path));
        Assert.Throws<StoreNotFoundException>(() => GraphStore.OpenReadOnly(Path));
        Assert.False(Directory.Exists(Path));
    }

    [Fact]
    public void A_second_writer_is_refused()
    {
        using var store = GraphStore.Open(Path);
        Assert.Throws<StoreLockedException>(() => GraphStore.Open(Path));
    }

    [Fact]
    public void A_reader_sees_each_commit_of_the_writer()
    {
        using var store = GraphStore.Open(Path);
        using var reader = GraphStore.OpenReadOnly(Path);
        store.Commit(batch => batch.Upsert(Samples.Node("n")));
        Assert.Equal(new GraphVersion(1), reader.Latest);
        using var snapshot = reader.OpenLatest();
        Assert.True(snapshot.TryGetNode("n", out _));
        Assert.Throws<InvalidOperationException>(() => reader.BeginBatch());
    }

    [Fact]
    public void Nothing_changes_in_a_directory_that_is_only_read()
    {
        using (var store = GraphStore.Open(Path))
            Samples.WriteThreeVersions(store);
        var before = Listing();
        using (var reader = GraphStore.OpenReadOnly(Path))
            Samples.Everything(reader);
        Assert.Equal(before, Listing());

        string Listing() => string.Join('\n', new DirectoryInfo(Path).EnumerateFileSystemInfos("*", SearchOption.AllDirectories)
            .Select(entry => $"{entry.FullName} {entry.LastWriteTimeUtc:O}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void There_is_one_batch_at_a_time()
    {
        using var store = GraphStore.Open(Path);
        using (store.BeginBatch())
            Assert.Throws<InvalidOperationException>(store.BeginBatch);
        using var batch = store.BeginBatch();
        batch.Commit();
        Assert.Throws<ObjectDisposedException>(() => batch.Upsert(Samples.Node("n")));
    }

    [Fact]
    public void A_commit_without_changes_makes_a_version_of_the_same_segments()
    {
        using var store = GraphStore.Open(Path);
        store.Commit(batch => batch.Upsert(Samples.Node("n")));
        var files = Directory.GetFiles(Path, "*.seg", SearchOption.AllDirectories);
        var info = store.Commit(batch =>
        {
            batch.Upsert(Samples.Node("n"));
            batch.DeleteNode("never there");
            batch.DeleteEdge("never", "THERE", "either");
        });
        Assert.Equal(2, info.Version.Number);
        Assert.Equal(1, info.Segments);
        Assert.Equal(files, Directory.GetFiles(Path, "*.seg", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_snapshot_outlives_later_commits_and_the_store()
    {
        var store = GraphStore.Open(Path, Samples.Relaxed);
        store.Commit(batch => batch.Upsert(Samples.Node("first")));
        using var snapshot = store.OpenLatest();
        for (var round = 0; round < 20; round++)
            store.Commit(batch => batch.Upsert(Samples.Node("first", metadata: $"{round}")));
        store.Dispose();
        Assert.Equal([Samples.Node("first")], snapshot.Nodes());
    }

    [Fact]
    public void An_enumeration_of_a_disposed_snapshot_ends_with_an_exception()
    {
        using var store = GraphStore.Open(Path);
        store.Commit(batch => batch.Upsert(Samples.Node("a")));
        store.Commit(batch => batch.Upsert(Samples.Node("b")));
        var snapshot = store.OpenLatest();
        using var nodes = snapshot.Nodes().GetEnumerator();
        Assert.True(nodes.MoveNext());
        snapshot.Dispose();
        Assert.Throws<ObjectDisposedException>(() => nodes.MoveNext());
        Assert.Throws<ObjectDisposedException>(() => snapshot.TryGetNode("a", out _));
    }

    [Fact]
    public void Two_semantic_ids_with_one_node_id_are_refused_in_a_batch_and_against_the_store()
    {
        var options = Samples.Relaxed with { Identify = utf8 => NodeId.FromUtf8(utf8.TrimEnd((byte)'!')) };
        using var store = GraphStore.Open(Path, options);
        store.Commit(batch => batch.Upsert(Samples.Node("stored")));
        store.Commit(batch => batch.Upsert(new Edge("from", "T", "to")));
        Assert.Throws<InvalidOperationException>(() => store.Commit(batch => batch.Upsert(new Edge("x", "T", "x!"))));
        Assert.Throws<InvalidOperationException>(() => store.Commit(batch => batch.Upsert(Samples.Node("stored!"))));
        Assert.Throws<InvalidOperationException>(() => store.Commit(batch => batch.Upsert(Samples.Node("to!"))));
        Assert.Throws<InvalidOperationException>(() => store.Commit(batch => batch.Upsert(new Edge("stored!", "T", "y"))));
        Assert.Equal(2, store.Latest.Number);
    }

    [Fact]
    public void Text_that_is_not_unicode_is_refused()
    {
        using var store = GraphStore.Open(Path);
        using var batch = store.BeginBatch();
        Assert.Throws<ArgumentException>(() => batch.Upsert(Samples.Node("n", metadata: "\ud800")));
        Assert.ThrowsAny<ArgumentException>(() => batch.Upsert(Samples.Node("\ud800")));
        Assert.Throws<ArgumentException>(() => batch.Upsert(Samples.Node("")));
    }

    [Fact]
    public void A_full_disk_stops_a_commit_and_the_store_goes_on()
    {
        var files = new FaultyFileSystem();
        using var store = GraphStore.Open(Path, new GraphStoreOptions { Files = files });
        store.Commit(batch => batch.Upsert(Samples.Node("a")));
        for (var allowed = 0; ; allowed++)
        {
            files.FailWriteAfter(allowed, path => new StorageFullException(path, new IOException()));
            try
            {
                store.Commit(batch => batch.Upsert(Samples.Node("b")));
                break;
            }
            catch (StorageFullException)
            {
                Assert.Equal(1, store.Latest.Number);
            }
        }

        files.Heal();
        Assert.Single(Directory.GetFiles(Path, "*_nodes.seg", SearchOption.AllDirectories), name => !name.EndsWith("seg_000001_nodes.seg"));
        using var snapshot = store.OpenLatest();
        Assert.Equal(2, snapshot.Nodes().Count());
    }

    [Fact]
    public void After_a_failed_flush_the_writer_takes_no_more_and_reads_go_on()
    {
        var files = new FaultyFileSystem();
        using (var store = GraphStore.Open(Path, new GraphStoreOptions { Files = files }))
        {
            store.Commit(batch => batch.Upsert(Samples.Node("a")));
            files.FailFlush();
            Assert.Throws<IOException>(() => store.Commit(batch => batch.Upsert(Samples.Node("b"))));
            files.Heal();
            Assert.Throws<WriterFaultedException>(() => store.Commit(batch => batch.Upsert(Samples.Node("b"))));
            using var snapshot = store.OpenLatest();
            Assert.Single(snapshot.Nodes());
        }

        using var again = GraphStore.Open(Path);
        Assert.Equal(2, again.Commit(batch => batch.Upsert(Samples.Node("b"))).Nodes);
    }

    [Fact]
    public void A_rollback_is_a_new_version_of_the_old_segments_and_keeps_what_sources_have_reached()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
        var files = Directory.GetFiles(Path, "*.seg", SearchOption.AllDirectories).Length;
        var info = store.Rollback(new GraphVersion(1), new CommitOptions { Tags = new Dictionary<string, string> { ["why"] = "test" } });
        Assert.Equal((4, 3, 14), (info.Version.Number, info.Parent.Number, info.Sources["log"]));
        Assert.Equal(files, Directory.GetFiles(Path, "*.seg", SearchOption.AllDirectories).Length);
        using var diff = store.Diff(new GraphVersion(1), info.Version);
        Assert.Equal(new DiffCounts(0, 0, 0, 0, 0, 0, 0), diff.Count());
        store.Commit(batch => batch.Upsert(Samples.Node("new")));
        Assert.True(Samples.Verify(Path).Ok);
    }

    [Fact]
    public void A_compaction_leaves_one_segment_of_each_kind_and_the_same_records()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
        var result = store.Compact();
        Assert.Equal((4, 5, 2), (result.Version.Version.Number, result.SegmentsBefore, result.SegmentsAfter));
        using var diff = store.Diff(new GraphVersion(3), result.Version.Version);
        Assert.Equal(new DiffCounts(0, 0, 0, 0, 0, 0, 0), diff.Count());
        Assert.Equal(4, store.Compact().Version.Version.Number);
        Assert.True(Samples.Verify(Path).Ok);
    }

    [Fact]
    public void A_store_with_a_batch_is_neither_rolled_back_nor_compacted()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
        using var batch = store.BeginBatch();
        Assert.Throws<InvalidOperationException>(() => store.Rollback(new GraphVersion(1)));
        Assert.Throws<InvalidOperationException>(() => store.Compact());
    }
}
