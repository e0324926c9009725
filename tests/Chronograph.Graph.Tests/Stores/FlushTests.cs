using Chronograph.Log;
using Chronograph.Storage;
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
    public void A_relaxed_store_flushes_nothing_but_what_a_log_of_its_history_needs()
    {
        var (root, history) = (_directory["a/b/store"], _directory["a/b/store/history"]);
        using var store = GraphStore.Open(root, new GraphStoreOptions { Files = _files, Durability = CommitDurability.Relaxed });
        store.Commit(batch => batch.Upsert(Samples.Node("n")));
        Assert.All(_files.Flushed, path => Assert.True(path == root || path.StartsWith(history, StringComparison.Ordinal), path));
        using var log = MessageLog.OpenReadOnly(history);
        Assert.Equal((1, 0), (log.NextSequence - 1, log.DurableSequence));
    }

    [Fact]
    public void A_commit_flushes_all_that_it_wrote_before_the_pointer_is_replaced_and_then_the_pointer()
    {
        using var store = GraphStore.Open(_directory["store"], new GraphStoreOptions { Files = _files });
        _files.Flushed.Clear();
        var before = new List<string>();
        _files.BeforeRename = _ => before = [.. FlushedByTheCommit()];
        CommitNodeAndEdge(store);
        Assert.Equal(Written.Select(name => _directory[$"store/{name}"]).Order(), before.Order());
        Assert.Equal([_directory["store"]], FlushedByTheCommit().Skip(before.Count));
    }

    [Theory]
    [MemberData(nameof(WrittenNames))]
    public void Any_flush_that_fails_leaves_the_old_version_and_stops_the_writer(string name)
    {
        var files = new FaultyFileSystem();
        using (var store = GraphStore.Open(_directory["store"], new GraphStoreOptions { Files = files }))
        {
            files.FailFlushOf(_directory[$"store/{name}"]);
            Assert.Contains(name, Assert.Throws<IOException>(() => CommitNodeAndEdge(store)).Message);
            files.Heal();
            Assert.Throws<WriterFaultedException>(() => CommitNodeAndEdge(store));
        }

        using var again = GraphStore.Open(_directory["store"]);
        Assert.Equal(0, again.Latest.Number);
        CommitNodeAndEdge(again);
        Assert.True(Samples.Verify(_directory["store"]).Ok);
    }

    public static TheoryData<string> WrittenNames => [.. Written];

    private static string[] Written =>
        ["segments", "segments/seg_000001_nodes.seg", "segments/seg_000001_edges.seg", "manifests", "manifests/000001.json", "current.json.tmp"];

    /// <summary>Without what the log of the history flushes beside it.</summary>
    private IEnumerable<string> FlushedByTheCommit() =>
        _files.Flushed.Where(path => !path.StartsWith(_directory["store/history"], StringComparison.Ordinal));

    private static void CommitNodeAndEdge(GraphStore store) => store.Commit(batch =>
    {
        batch.Upsert(Samples.Node("a"));
        batch.Upsert(new Edge("a", "USES", "a"));
    });
}
