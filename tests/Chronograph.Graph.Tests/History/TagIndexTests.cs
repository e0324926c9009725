using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>What finding a tag costs, and that no way of finding it gives another answer than the manifests.</summary>
public sealed class TagIndexTests : IDisposable
{
    private const int Versions = 500;
    private const int Recent = 200;

    private readonly TemporaryDirectory _directory = new();
    private readonly ObservedFileSystem _files = new();
    private readonly ManifestStore _manifests;

    public TagIndexTests() => _manifests = new ManifestStore(_files, new StorePaths(Path), durable: false);

    private string Path => _directory["store"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Finding_a_tag_of_a_recent_version_reads_the_end_of_the_history_and_one_manifest()
    {
        WriteMany();
        using var tags = new TagIndex(_manifests);
        Assert.Equal(Versions, Find(tags, "commit", $"c{Versions}"));
        Assert.Equal(Versions - 10, Find(tags, "commit", $"c{Versions - 10}"));
        Assert.InRange(tags.MessagesRead, 1, Recent);
        Assert.Equal(2, _files.Reads[".json"]);
    }

    [Fact]
    public void A_series_of_lookups_reads_the_end_of_the_history_once()
    {
        WriteMany();
        using var tags = new TagIndex(_manifests);
        for (var number = 1; number <= Versions; number++)
            Assert.Null(Find(tags, "commit", $"not there {number}"));
        for (var number = 1; number <= Versions; number++)
            Assert.Equal(number, Find(tags, "commit", $"c{number}"));
        Assert.InRange(tags.MessagesRead, 1, new GraphStoreOptions().TagRunMessages);
        Assert.Equal(Versions, _files.Reads[".json"]);
    }

    [Fact]
    public void Listing_by_a_tag_reads_the_manifests_that_have_it()
    {
        WriteMany();
        using var store = GraphStore.OpenReadOnly(Path, new GraphStoreOptions { Files = _files });
        _files.Reads.Clear();
        var found = store.ListVersions(new VersionFilter { TagKey = "tens", TagValue = "7", Before = new GraphVersion(400) });
        Assert.Equal(Enumerable.Range(70, 10).Reverse().Select(number => (long)number), found.Select(info => info.Version.Number));
        Assert.InRange(_files.Reads[".json"], 10, 12);
    }

    [Fact]
    public void What_is_found_is_what_the_manifests_say_while_a_writer_goes_on()
    {
        var random = Randomness.Create(out _);
        using var writer = GraphStore.Open(Path, Samples.Relaxed);
        using var early = GraphStore.OpenReadOnly(Path);
        for (var round = 0; round < 200; round++)
        {
            if (writer.Latest.Number > 0 && random.Next(3) == 0)
                writer.Tag(new GraphVersion(random.NextInt64(writer.Latest.Number) + 1), SomeTag(random));
            else
                writer.Commit(_ => { }, new CommitOptions { Tags = SomeTag(random) });
            if (round % 20 != 0)
                continue;
            using var late = GraphStore.OpenReadOnly(Path);
            AssertAnswers([writer, early, late]);
        }
    }

    [Fact]
    public void A_history_of_another_chain_is_not_believed()
    {
        using (var other = GraphStore.Open(_directory["other"], Samples.Relaxed))
        {
            for (var round = 0; round < 3; round++)
                other.Commit(_ => { });
        }

        using (var store = GraphStore.Open(Path, Samples.Relaxed))
            Samples.WriteThreeVersions(store);
        Directory.Delete(_manifests.Paths.History, recursive: true);
        Directory.Move(_directory["other/history"], _manifests.Paths.History);
        using var tags = new TagIndex(_manifests);
        Assert.Equal(2, Find(tags, "commit", "bbb"));
    }

    [Fact]
    public void A_history_that_lacks_its_beginning_or_a_version_is_not_believed()
    {
        foreach (var missing in new[] { 1, 2 })
        {
            var path = _directory[$"without {missing}"];
            using (var store = GraphStore.Open(path, Samples.Relaxed))
                Samples.WriteThreeVersions(store);
            RewriteHistory(new StorePaths(path).History, missing);
            using var reader = GraphStore.OpenReadOnly(path);
            Assert.True(reader.TryResolve(new VersionReference.WithTag("commit", missing == 1 ? "aaa" : "bbb"), out var version));
            Assert.Equal(missing, version.Number);
        }
    }

    private static void RewriteHistory(string history, int missing)
    {
        var kept = new List<(ushort Type, byte[] Payload)>();
        using (var log = MessageLog.OpenReadOnly(history))
        {
            using var reader = log.CreateReader(LogStart.First);
            while (reader.TryRead(out var message))
                kept.Add((message.Type, message.Payload.ToArray()));
        }

        kept.RemoveAt(missing - 1);
        Directory.Delete(history, recursive: true);
        using var written = MessageLog.Open(history, new MessageLogOptions { SegmentSize = 64 << 10 });
        foreach (var (type, payload) in kept)
            written.Append(payload, type);
    }

    private void WriteMany()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        for (var number = 1; number <= Versions; number++)
            store.Commit(_ => { }, new CommitOptions { Tags = new Dictionary<string, string> { ["commit"] = $"c{number}", ["tens"] = $"{number / 10}" } });
    }

    private long? Find(TagIndex tags, string key, string value)
    {
        var head = CurrentPointer.Read(File.ReadAllBytes(_manifests.Paths.Current), _manifests.Paths.Current);
        return new VersionResolver(new VersionCatalog(_manifests, tags)).Resolve(new VersionReference.WithTag(key, value), head)?.Number;
    }

    private static Dictionary<string, string> SomeTag(Random random) => new() { ["value"] = $"{random.Next(12)}" };

    private static void AssertAnswers(GraphStore[] stores)
    {
        var versions = stores[0].ListVersions(new VersionFilter()).ToLookup(info => info.Tags["value"], info => info.Version.Number);
        foreach (var value in Enumerable.Range(0, 12).Select(number => $"{number}"))
        {
            foreach (var store in stores)
            {
                var listed = store.ListVersions(new VersionFilter { TagKey = "value", TagValue = value });
                Assert.Equal(versions[value], listed.Select(info => info.Version.Number));
                Assert.Equal(versions.Contains(value), store.TryResolve(new VersionReference.WithTag("value", value), out var newest));
                Assert.Equal(versions[value].FirstOrDefault(), newest.Number);
            }
        }
    }
}
