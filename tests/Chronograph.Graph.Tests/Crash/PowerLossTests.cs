using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>A power loss at any moment of a strict commit leaves the old version or the new, and after it the new.</summary>
public sealed class PowerLossTests : IDisposable
{
    private const int WriteEvery = 5;

    private readonly TemporaryDirectory _directory = new();
    private readonly PowerLossFileSystem _files = new();
    private readonly List<string> _images = [];

    private string Path => _directory["store"];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void A_commit_survives(int commits) => Check(commits - 1, store => Change(store, commits));

    [Fact]
    public void A_rollback_survives() => Check(3, store => store.Rollback(new GraphVersion(1)));

    [Fact]
    public void A_compaction_survives() => Check(3, store => store.Compact());

    [Fact]
    public void A_tag_survives() =>
        Check(2, store => store.Tag(new GraphVersion(1), new Dictionary<string, string> { ["release"] = "1.0" }));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void Every_directory_that_a_new_store_made_is_flushed_into_the_one_above(string ending)
    {
        var files = new ObservedFileSystem();
        GraphStore.Open(_directory["a/b/store"] + ending, new GraphStoreOptions { Files = files }).Dispose();
        Assert.Superset(
            new HashSet<string> { _directory.Path, _directory["a"], _directory["a/b"], _directory["a/b/store"] },
            files.Flushed.Select(System.IO.Path.TrimEndingDirectorySeparator).ToHashSet());
    }

    [Fact]
    public void A_relaxed_store_flushes_nothing()
    {
        var files = new ObservedFileSystem();
        using var store = GraphStore.Open(_directory["a/b/store"], new GraphStoreOptions { Files = files, Durability = CommitDurability.Relaxed });
        store.Commit(batch => batch.Upsert(Samples.Node("n")));
        Assert.Empty(files.Flushed);
    }

    private void Check(int commitsBefore, Action<GraphStore> change)
    {
        using var store = GraphStore.Open(Path, new GraphStoreOptions { Files = _files });
        for (var round = 0; round < commitsBefore; round++)
            Change(store, round);
        var before = Samples.Everything(store);
        _files.BeforeEach = () => TakeImages();
        change(store);
        _files.BeforeEach = null;
        var after = Samples.Everything(store);
        Assert.All(_images, image => Read(image, before, after));
        Assert.All(_images.Where((_, index) => index % WriteEvery == 0), WriteOn);

        var afterwards = TakeImages();
        Assert.All(afterwards, image => Read(image, after, after));
    }

    private List<string> TakeImages()
    {
        List<string> taken = [];
        foreach (var namesReachedTheDisk in new[] { false, true })
        {
            taken.Add(_directory[$"image{_images.Count + taken.Count:D4}"]);
            _files.WriteImage(Path, taken[^1], namesReachedTheDisk);
        }

        _images.AddRange(taken);
        return taken;
    }

    private static void Read(string image, string before, string after)
    {
        using var reader = GraphStore.OpenReadOnly(image);
        Assert.Contains(Samples.Everything(reader), (string[])[before, after]);
    }

    private static void WriteOn(string image)
    {
        using var store = GraphStore.Open(image, Samples.Relaxed);
        store.Commit(batch => batch.Upsert(Samples.Node("after the power came back")));
        Assert.True(Samples.Verify(image).Ok);
    }

    private static void Change(GraphStore store, int round) => store.Commit(batch =>
    {
        batch.Upsert(Samples.Node($"n{round}"));
        batch.Upsert(new Edge($"n{round}", "NEXT", $"n{round + 1}"));
        batch.DeleteNode($"n{round - 2}");
    });
}
