using System.Text.Json;
using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class HistoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["store"];

    private string History => _directory["store/history"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Each_commit_tag_rollback_and_compaction_is_a_message()
    {
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
        {
            Samples.WriteThreeVersions(store);
            store.Tag(new GraphVersion(2), new Dictionary<string, string> { ["release"] = "1.0" });
            store.Compact();
            store.Rollback(new GraphVersion(1));
        }

        Assert.Equal(
            [(1, 1, "aaa"), (1, 2, "bbb"), (1, 3, "ccc"), (2, 2, "bbb"), (4, 4, ""), (3, 5, "")],
            Messages().Select(message => (message.Type, message.Version, message.Commit)));
    }

    [Fact]
    public void A_missing_history_is_written_again()
    {
        WriteAndClose();
        Directory.Delete(History, recursive: true);
        GraphStore.Open(Path, Samples.Relaxed).Dispose();
        Assert.Equal([1, 2, 3], Messages().Select(message => message.Version));
        AssertTagIsFound("ccc", 3);
    }

    [Fact]
    public void A_history_that_is_behind_is_caught_up()
    {
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
            store.Commit(_ => { }, new CommitOptions { CreatedAt = Samples.Time });
        CopyHistory(History, _directory["kept"]);
        WriteAndClose();
        Directory.Delete(History, recursive: true);
        CopyHistory(_directory["kept"], History);
        AssertTagIsFound("ccc", 4);
        GraphStore.Open(Path, Samples.Relaxed).Dispose();
        Assert.Equal([1, 2, 3, 4], Messages().Select(message => message.Version));
        AssertTagIsFound("aaa", 2);
    }

    [Fact]
    public void A_history_that_tells_of_versions_that_were_lost_is_written_again()
    {
        using (var store = GraphStore.Open(_directory["other"], Samples.Relaxed))
        {
            for (var round = 0; round < 5; round++)
                store.Commit(_ => { }, new CommitOptions { Tags = new Dictionary<string, string> { ["commit"] = "lost" } });
        }

        WriteAndClose();
        Directory.Delete(History, recursive: true);
        CopyHistory(_directory["other/history"], History);
        var files = new ObservedFileSystem();
        using (var store = GraphStore.Open(Path, new GraphStoreOptions { Durability = CommitDurability.Relaxed, Files = files }))
            Assert.False(store.TryResolve(new VersionReference.WithTag("commit", "lost"), out _));
        Assert.Contains(files.Deleted, file => System.IO.Path.GetDirectoryName(file) == History);
        Assert.Equal(["aaa", "bbb", "ccc"], Messages().Select(message => message.Commit));
    }

    [Fact]
    public void A_store_without_history_is_read_all_the_same()
    {
        WriteAndClose();
        Directory.Delete(History, recursive: true);
        AssertTagIsFound("bbb", 2);
        Assert.False(Directory.Exists(History));
    }

    [Fact]
    public void Damage_to_the_history_never_hides_a_tag()
    {
        WriteAndClose();
        foreach (var file in Directory.GetFiles(History))
        {
            var bytes = File.ReadAllBytes(file);
            File.WriteAllBytes(file, new byte[bytes.Length]);
            AssertTagIsFound("aaa", 1);
            using (var store = GraphStore.Open(Path, Samples.Relaxed))
                Assert.True(store.TryResolve(new VersionReference.WithTag("commit", "bbb"), out _));
            AssertTagIsFound("ccc", 3);
        }
    }

    [Theory]
    [InlineData(CommitDurability.Relaxed)]
    [InlineData(CommitDurability.Strict)]
    public void A_tag_is_durable_in_the_history_before_the_manifest_has_it(CommitDurability durability)
    {
        var files = new ObservedFileSystem();
        using var store = GraphStore.Open(Path, new GraphStoreOptions { Durability = durability, Files = files });
        Samples.WriteThreeVersions(store);
        var looked = 0;
        files.BeforeRename = target =>
        {
            using var log = MessageLog.OpenReadOnly(History);
            Assert.Equal((4, 4), (log.NextSequence - 1, log.DurableSequence));
            Assert.EndsWith("000002.json", target);
            looked++;
        };
        store.Tag(new GraphVersion(2), new Dictionary<string, string> { ["release"] = "1.0" });
        Assert.Equal(1, looked);
    }

    private void WriteAndClose()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
    }

    private void AssertTagIsFound(string commit, long expected)
    {
        using var store = GraphStore.OpenReadOnly(Path);
        Assert.True(store.TryResolve(new VersionReference.WithTag("commit", commit), out var version));
        Assert.Equal(expected, version.Number);
    }

    private List<(int Type, long Version, string Commit)> Messages()
    {
        using var log = MessageLog.OpenReadOnly(History);
        using var reader = log.CreateReader(LogStart.First);
        var messages = new List<(int, long, string)>();
        while (reader.TryRead(out var message))
        {
            using var json = JsonDocument.Parse(message.Payload.ToArray());
            var tags = json.RootElement.GetProperty("tags");
            messages.Add((
                message.Type,
                json.RootElement.GetProperty("version").GetInt64(),
                tags.TryGetProperty("commit", out var commit) ? commit.GetString()! : ""));
        }

        return messages;
    }

    private static void CopyHistory(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, System.IO.Path.Combine(to, System.IO.Path.GetFileName(file)), overwrite: true);
    }
}
