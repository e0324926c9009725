using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>A process killed at any moment leaves the version before or the version after, whole, and a store that goes on.</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["store"];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void Every_moment_of_a_commit_leaves_the_old_version_or_the_new(int commits) =>
        CheckEveryMoment(commits - 1, store => Change(store, commits));

    [Fact]
    public void Every_moment_of_a_rollback_leaves_the_old_version_or_the_new() =>
        CheckEveryMoment(3, store => store.Rollback(new GraphVersion(1)));

    [Fact]
    public void Every_moment_of_a_compaction_leaves_the_old_version_or_the_new() =>
        CheckEveryMoment(3, store => store.Compact());

    private void CheckEveryMoment(int commitsBefore, Action<GraphStore> change)
    {
        var files = new RecordingFileSystem(Path, _directory["images"]);
        string before, after;
        using (var store = GraphStore.Open(Path, new GraphStoreOptions { Files = files }))
        {
            for (var round = 0; round < commitsBefore; round++)
                Change(store, round);
            before = Samples.Everything(store);
            files.Start();
            change(store);
            files.Stop();
            after = Samples.Everything(store);
        }

        Assert.True(files.Images.Count > 8);
        var states = files.Images.Select(image => Recover(image, before, after)).ToList();
        Assert.Equal(states.Order(), states);
        Assert.Equal([0, 1], states.Distinct());
    }

    [Fact]
    public void Every_moment_of_creating_a_store_leaves_one_that_can_be_opened()
    {
        var files = new RecordingFileSystem(Path, _directory["images"]);
        Directory.CreateDirectory(Path);
        files.Start();
        using (GraphStore.Open(Path, new GraphStoreOptions { Files = files }))
            files.Stop();
        foreach (var image in files.Images)
        {
            using var store = GraphStore.Open(image);
            Assert.Equal(1, store.Commit(batch => batch.Upsert(Samples.Node("n"))).Version.Number);
        }
    }

    [Fact]
    public void Every_moment_of_tagging_leaves_the_tag_or_no_tag()
    {
        var files = new RecordingFileSystem(Path, _directory["images"]);
        using (var store = GraphStore.Open(Path, new GraphStoreOptions { Files = files }))
        {
            Samples.WriteThreeVersions(store);
            files.Start();
            store.Tag(new GraphVersion(2), new Dictionary<string, string> { ["release"] = "1.0" });
            files.Stop();
        }

        Assert.True(VersionReference.TryParse("tag:release=1.0", out var reference));
        foreach (var image in files.Images)
        {
            using var store = GraphStore.Open(image);
            var tagged = store.GetVersion(new GraphVersion(2)).Tags.ContainsKey("release");
            Assert.Equal(tagged, store.TryResolve(reference, out var version));
            Assert.Equal(tagged ? 2 : 0, version.Number);
        }
    }

    private static void Change(GraphStore store, int round) => store.Commit(batch =>
    {
        batch.Upsert(Samples.Node($"n{round}"));
        batch.Upsert(Samples.Node("always", metadata: $"{round}"));
        batch.Upsert(new Edge($"n{round}", "NEXT", $"n{round + 1}", $"{round}"));
        batch.DeleteNode($"n{round - 2}");
        batch.DeleteEdge($"n{round - 2}", "NEXT", $"n{round - 1}");
    });

    /// <summary>0 for the old version, 1 for the new; reading first, then writing on.</summary>
    private static int Recover(string image, string before, string after)
    {
        string found;
        using (var reader = GraphStore.OpenReadOnly(image))
            found = Samples.Everything(reader);
        Assert.True(found == before || found == after, found);
        using var store = GraphStore.Open(image);
        var next = store.Latest.Number + 1;
        Assert.Equal(next, store.Commit(batch => batch.Upsert(Samples.Node("after the crash"))).Version.Number);
        using var snapshot = store.OpenLatest();
        Assert.True(snapshot.TryGetNode("after the crash", out _));
        Assert.True(Samples.Verify(image).Ok);
        return found == before ? 0 : 1;
    }
}
