using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>What is flushed. That it is enough, and in the right order, is shown by crash images.</summary>
public sealed class FlushTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ObservedFileSystem _files = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    public void Every_directory_that_a_new_store_made_is_flushed_into_the_one_above(string ending)
    {
        GraphStore.Open(_directory["a/b/store"] + ending, new GraphStoreOptions { Files = _files }).Dispose();
        Assert.Superset(
            new HashSet<string> { _directory.Path, _directory["a"], _directory["a/b"], _directory["a/b/store"] },
            _files.Flushed.Select(Path.TrimEndingDirectorySeparator).ToHashSet());
    }

    [Fact]
    public void A_relaxed_store_flushes_nothing()
    {
        using var store = GraphStore.Open(_directory["a/b/store"], new GraphStoreOptions { Files = _files, Durability = CommitDurability.Relaxed });
        store.Commit(batch => batch.Upsert(Samples.Node("n")));
        Assert.Empty(_files.Flushed);
    }
}
