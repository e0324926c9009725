using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>A commit that is repeated after nobody knows how it ended.</summary>
public sealed class RequestTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["store"];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_repeated_request_returns_the_version_that_it_made(bool withoutHistory)
    {
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
        {
            Assert.Equal(1, Commit(store, "first").Version.Number);
            Assert.Equal(1, Commit(store, "first").Version.Number);
            Assert.Equal(2, Commit(store, null).Version.Number);
            Assert.Equal(3, Commit(store, null).Version.Number);
        }

        if (withoutHistory)
            Directory.Delete(_directory["store/history"], recursive: true);
        using var again = GraphStore.Open(Path, Samples.Relaxed);
        Assert.Equal((1, "first"), (Commit(again, "first").Version.Number, again.GetVersion(new GraphVersion(1)).RequestId));
        Assert.Equal(4, Commit(again, "second").Version.Number);
        Assert.Equal(4, again.Rollback(new GraphVersion(1), new CommitOptions { RequestId = "second" }).Version.Number);
        Assert.True(Samples.Verify(Path).Ok);
    }

    [Fact]
    public void A_request_whose_flush_failed_after_the_pointer_was_replaced_is_found_by_the_next_writer()
    {
        var files = new FaultyFileSystem();
        using (var store = GraphStore.Open(Path, new GraphStoreOptions { Files = files }))
        {
            Commit(store, "before");
            files.FailFlushOf(Path);
            Assert.ThrowsAny<IOException>(() => Commit(store, "unknown"));
            Assert.ThrowsAny<Chronograph.Storage.WriterFaultedException>(() => Commit(store, "unknown"));
            store.OpenLatest().Dispose();
        }

        using var again = GraphStore.Open(Path);
        Assert.Equal(2, Commit(again, "unknown").Version.Number);
        Assert.Equal(2, again.Latest.Number);
    }

    private static VersionInfo Commit(GraphStore store, string? request) =>
        store.Commit(batch => batch.Upsert(Samples.Node("n", metadata: $"{store.Latest}")), new CommitOptions { RequestId = request });
}
