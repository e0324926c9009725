using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>What is recorded with a version is one message of the history, so there is a most, and more is refused before anything is committed.</summary>
public sealed class LargeTagsTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["store"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void As_much_as_there_may_be_is_committed_and_found()
    {
        var largest = new CommitOptions
        {
            Tags = Tags("k", "\u0001", 199_900 / 6),
            RequestId = new string('\u0002', 1_000),
            Sources = new Dictionary<string, long> { [new string('\u0003', 5_000)] = long.MaxValue },
        };
        using (var store = GraphStore.Open(Path, Samples.Relaxed with { TagRunMessages = 1 }))
        {
            store.Commit(batch => batch.Upsert(Samples.Node("a")), largest);
            store.Commit(batch => batch.Upsert(Samples.Node("b")));
            store.Tag(new GraphVersion(2), Tags("l", "x", 190_000));
            Assert.Equal(1, store.Commit(_ => { }, largest with { Sources = new Dictionary<string, long>() }).Version.Number);
        }

        using var again = GraphStore.Open(Path, Samples.Relaxed);
        Assert.True(again.TryResolve(new VersionReference.WithTag("k", largest.Tags["k"]), out var found));
        Assert.Equal(1, found.Number);
        Assert.Equal([], Samples.Verify(Path).Rebuildable);
    }

    [Fact]
    public void What_is_too_large_is_refused_and_the_store_goes_on()
    {
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
        {
            store.Commit(batch => batch.Upsert(Samples.Node("a")));
            Refused(store, new CommitOptions { Tags = Tags("k", "x", 200_000) });
            Refused(store, new CommitOptions { Tags = Enumerable.Range(0, 100_000).ToDictionary(number => $"k{number}", _ => "v") });
            Refused(store, new CommitOptions { RequestId = new string('r', 1_001) });
            Refused(store, new CommitOptions { Sources = new Dictionary<string, long> { [new string('s', 5_001)] = 1 } });
            Assert.Throws<ArgumentException>(() => store.Compact(new CommitOptions { RequestId = "" }));
            store.Tag(new GraphVersion(1), Tags("k", "x", 150_000));
            var refused = Assert.Throws<TagsRefusedException>(() => store.Tag(new GraphVersion(1), Tags("l", "x", 150_000)));
            Assert.StartsWith("The tags of a version take at most 200000 bytes", refused.Refusal, StringComparison.Ordinal);
            Assert.Equal(1, store.Latest.Number);
        }

        using var again = GraphStore.Open(Path, Samples.Relaxed);
        Assert.Equal(2, again.Commit(batch => batch.Upsert(Samples.Node("b"))).Version.Number);
        Assert.Equal([], Samples.Verify(Path).Damage);
    }

    [Fact]
    public void A_version_that_has_more_all_the_same_keeps_no_writer_out_and_every_tag_is_found()
    {
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
            store.Commit(batch => batch.Upsert(Samples.Node("a")), new CommitOptions { Tags = Tags("k", "x", 10) });
        var file = _directory["store/manifests/000001.json"];
        File.WriteAllBytes(file, Resealed.Replacing(File.ReadAllBytes(file), "\"k\": \"", "\"k\": \"" + new string('y', 300_000)));
        Directory.Delete(_directory["store/history"], recursive: true);
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
            store.Commit(batch => batch.Upsert(Samples.Node("b")), new CommitOptions { Tags = Tags("l", "x", 1) });
        using var again = GraphStore.Open(Path, Samples.Relaxed);
        Assert.True(again.TryResolve(new VersionReference.WithTag("k", new string('y', 300_000) + new string('x', 10)), out var found));
        Assert.Equal(1, found.Number);
        Assert.True(again.TryResolve(new VersionReference.WithTag("l", "x"), out found));
        Assert.Equal(2, found.Number);
    }

    [Fact]
    public void A_compaction_whose_request_is_repeated_is_the_one_that_was_made()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        store.Commit(batch => batch.Upsert(Samples.Node("a")));
        store.Commit(batch => batch.Upsert(Samples.Node("b")));
        var request = new CommitOptions { RequestId = "compact" };
        Assert.Equal(3, store.Compact(request).Version.Version.Number);
        store.Commit(batch => batch.Upsert(Samples.Node("c")));
        Assert.Equal(3, store.Compact(request).Version.Version.Number);
        Assert.Equal(4, store.Latest.Number);
    }

    private static Dictionary<string, string> Tags(string key, string text, int times) =>
        new() { [key] = string.Concat(Enumerable.Repeat(text, times)) };

    private static void Refused(GraphStore store, CommitOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => store.Commit(batch => batch.Upsert(Samples.Node("b")), options));
}
