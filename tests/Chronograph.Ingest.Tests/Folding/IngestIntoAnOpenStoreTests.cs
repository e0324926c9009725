using Chronograph.Graph;
using Chronograph.Log;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Ingest.Tests;

/// <summary>A log that is folded into a store of the caller's: in memory, or in a directory.</summary>
public sealed class IngestIntoAnOpenStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_store_in_memory_follows_a_log_and_touches_no_file()
    {
        Append("a");
        using var store = GraphStore.CreateEphemeral();
        var before = Files();
        using (var ingest = GraphIngest.Open(_directory["log"], store))
        {
            Assert.Equal(new IngestResult(2, 1, 0, new GraphVersion(1)), ingest.Run(TestContext.Current.CancellationToken));
            Append("b");
            Assert.Equal(new IngestResult(2, 1, 0, new GraphVersion(2)), ingest.Run(TestContext.Current.CancellationToken));
        }

        Assert.Equal(["a", "b"], NodesOf(store));
        Assert.Equal(4, store.GetVersion(store.Latest).Sources["log"]);
        Assert.Equal(before, Files());
        Assert.Equal(3, store.Rollback(new GraphVersion(1)).Version.Number); // the store is still the caller's
        using var later = GraphIngest.Open(_directory["log"], store);
        Assert.Equal(0, later.Run(TestContext.Current.CancellationToken).Messages);
    }

    [Fact]
    public void In_memory_a_message_that_cannot_be_used_is_counted_or_ends_the_run()
    {
        using (var log = MessageLog.Open(_directory["log"]))
            log.Append("{oops"u8, 1);
        Append("a");
        var before = Files();
        using var store = GraphStore.CreateEphemeral();
        using (var ingest = GraphIngest.Open(_directory["log"], store, stopOnRejection: true))
            Assert.Equal(1, Assert.Throws<MessageRejectedException>(() => ingest.Run(TestContext.Current.CancellationToken)).Sequence);
        using (var ingest = GraphIngest.Open(_directory["log"], store))
            Assert.Equal(new IngestResult(3, 1, 1, new GraphVersion(1)), ingest.Run(TestContext.Current.CancellationToken));
        Assert.Equal(before, Files());
    }

    [Fact]
    public void A_store_in_a_directory_has_its_rejections_beside_it_and_stays_open()
    {
        using (var log = MessageLog.Open(_directory["log"]))
            log.Append("{oops"u8, 1);
        Append("a");
        using var store = GraphStore.Open(_directory["graph"]);
        using (var ingest = GraphIngest.Open(_directory["log"], store))
            ingest.Run(TestContext.Current.CancellationToken);
        Assert.Equal(1, GraphIngest.Status(_directory["log"], _directory["graph"]).Rejected);
        store.BeginBatch().Dispose();
        Assert.Throws<StoreLockedException>(() => GraphIngest.Open(_directory["log"], _directory["graph"]));
    }

    [Fact]
    public void A_store_that_is_open_for_reading_or_closed_is_refused()
    {
        Append("a");
        GraphStore.Open(_directory["graph"]).Dispose();
        using var reader = GraphStore.OpenReadOnly(_directory["graph"]);
        using (var ingest = GraphIngest.Open(_directory["log"], reader))
            Assert.Throws<InvalidOperationException>(() => ingest.Run(TestContext.Current.CancellationToken));
        reader.Dispose();
        Assert.Throws<ObjectDisposedException>(() => GraphIngest.Open(_directory["log"], reader));
    }

    [Fact]
    public void Without_a_log_no_store_is_made()
    {
        Assert.Throws<StoreNotFoundException>(() => GraphIngest.Open(_directory["log"], _directory["graph"]));
        Assert.False(Directory.Exists(_directory["graph"]));
    }

    private void Append(string node)
    {
        using var changes = ChangeLog.Open(_directory["log"]);
        using var draft = changes.BeginVersion();
        draft.Upsert(new Node(node, "T", node, "a.cs"));
        draft.Commit(new CommitMarker());
    }

    private string[] Files() =>
        [.. Directory.GetFiles(_directory.Path, "*", SearchOption.AllDirectories).Concat(Directory.GetFileSystemEntries("/", "ephemeral*")).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> NodesOf(GraphStore store)
    {
        using var snapshot = store.OpenLatest();
        return snapshot.Nodes().Select(node => node.SemanticId).Order(StringComparer.Ordinal).ToList();
    }
}
