using Chronograph.Selftest;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>A strict writer on a store that a relaxed one has written: its versions share segments that nobody flushed.</summary>
public sealed class StrictOnRelaxedTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Mark => _directory["store/unflushed"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_strict_commit_survives_a_power_loss_with_all_that_it_shares()
    {
        const int mostImages = 60;
        var random = Randomness.Create(out var seed);
        Directory.CreateDirectory(_directory["recorded"]);
        var files = new RecordingFileSystem(_directory["recorded"], new UnflushedDisk());
        Commit("recorded/store", new GraphStoreOptions { Files = files, Durability = CommitDurability.Relaxed }, "a", "b");
        Commit("recorded/store", new GraphStoreOptions { Files = files }, "c");
        var images = files.Recording.CrashPoints().Last().Images(mostImages, random).Images;
        Assert.NotEmpty(images);
        foreach (var (number, image) in images.Index())
        {
            image.WriteTo(_directory[$"image{number}"]);
            var path = _directory[$"image{number}/store"];
            Assert.True(Samples.Verify(path).Ok, $"Replay with CHRONOGRAPH_SEED={seed}.");
            Assert.Equal(["a", "b", "c"], NodesOf(path));
        }
    }

    [Fact]
    public void A_relaxed_writer_leaves_a_mark_and_the_next_strict_one_flushes_everything_and_takes_it_away()
    {
        Commit("store", Samples.Relaxed, "a");
        Assert.True(File.Exists(Mark));
        var files = new ObservedFileSystem();
        GraphStore.Open(_directory["store"], new GraphStoreOptions { Files = files }).Dispose();
        Assert.False(File.Exists(Mark));
        Assert.Superset(
            new[] { "segments/seg_000001_nodes.seg", "segments", "manifests/000001.json", "manifests", "current.json" }.Select(name => _directory["store/" + name]).ToHashSet(),
            files.Flushed.ToHashSet());
        files.Flushed.Clear();
        GraphStore.Open(_directory["store"], new GraphStoreOptions { Files = files }).Dispose();
        Assert.DoesNotContain(_directory["store/manifests/000001.json"], files.Flushed);
    }

    [Fact]
    public void On_the_disk_itself_the_mark_is_taken_away_too()
    {
        Commit("store", Samples.Relaxed, "a");
        Commit("store", new GraphStoreOptions(), "b");
        Assert.False(File.Exists(Mark));
        Assert.Equal(["a", "b"], NodesOf(_directory["store"]));
    }

    private void Commit(string path, GraphStoreOptions options, params string[] nodes)
    {
        using var store = GraphStore.Open(_directory[path], options);
        foreach (var node in nodes)
            store.Commit(batch => batch.Upsert(Samples.Node(node)));
    }

    private static List<string> NodesOf(string path)
    {
        using var store = GraphStore.OpenReadOnly(path);
        using var snapshot = store.OpenLatest();
        return [.. snapshot.Nodes().Select(node => node.SemanticId).Order(StringComparer.Ordinal)];
    }
}
