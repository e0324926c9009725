using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>The sorted index of tags: what it saves, and that nothing that happens to it gives a wrong answer.</summary>
public sealed class TagRunTests : IDisposable
{
    private const int Step = 16;
    private const int Versions = 300;

    private readonly TemporaryDirectory _directory = new();
    private readonly GraphStoreOptions _options = new() { Durability = CommitDurability.Relaxed, TagRunMessages = Step };
    private readonly ManifestStore _manifests;

    public TagRunTests() => _manifests = new ManifestStore(FileSystem.Disk, new StorePaths(Path), durable: false);

    private string Path => _directory["store"];

    private string Runs => _manifests.Paths.TagRuns;

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("commit", "c1", 1)]
    [InlineData("commit", "c150", 150)]
    [InlineData("commit", "absent", 0)]
    [InlineData(HistoryRecord.RequestKey, "r7", 7)]
    [InlineData(HistoryRecord.RequestKey, "absent", 0)]
    public void Whether_old_or_absent_a_tag_costs_the_last_few_messages(string key, string value, long version)
    {
        WriteMany();
        using var tags = new TagIndex(_manifests);
        Assert.Equal(version, tags.Candidates(key, value, new GraphVersion(Versions), _manifests.ReadCurrent()).FirstOrDefault().Number);
        Assert.InRange(tags.MessagesRead, 1, TagIndex.FirstStep);
    }

    [Fact]
    public void There_are_no_more_runs_than_doublings_and_no_file_besides()
    {
        WriteMany();
        var names = Directory.GetFiles(Runs).Select(System.IO.Path.GetFileName).Select(name => TagRunName.Parse(name!)!.Value).OrderBy(name => name.First).ToList();
        Assert.InRange(names.Count, 1, int.Log2(Versions / Step) + 1);
        Assert.Equal(1, names[0].First);
        Assert.All(names.Zip(names.Skip(1)), pair => Assert.Equal(pair.First.Last + 1, pair.Second.First));
        Assert.InRange(names[^1].Last, Versions - Step + 1, Versions);
        Assert.True(Samples.Verify(Path).Ok);
    }

    [Fact]
    public void An_index_that_was_deleted_is_written_again_in_one_run()
    {
        WriteMany();
        Directory.Delete(Runs, recursive: true);
        using (var tags = new TagIndex(_manifests))
            Assert.Equal(1, Find(tags, "c1"));
        using (var store = GraphStore.Open(Path, _options))
            store.Commit(_ => { });
        Assert.Equal($"000000001-{Versions + 1:D9}.run", System.IO.Path.GetFileName(Assert.Single(Directory.GetFiles(Runs))));
    }

    [Fact]
    public void Runs_of_another_history_are_not_believed_and_are_replaced()
    {
        WriteMany();
        var others = new StorePaths(_directory["other"]);
        using (var other = GraphStore.Open(others.Root, _options))
        {
            for (var number = 1; number <= Versions; number++)
                other.Commit(_ => { });
        }

        Directory.Delete(Runs, recursive: true);
        Directory.Move(others.TagRuns, Runs);
        using (var tags = new TagIndex(_manifests))
            Assert.Equal(1, Find(tags, "c1"));
        using (var store = GraphStore.Open(Path, _options))
            store.Commit(_ => { });
        Assert.Single(Directory.GetFiles(Runs));
    }

    [Fact]
    public void A_history_that_was_written_anew_brings_new_runs()
    {
        WriteMany();
        Directory.Delete(_manifests.Paths.History, recursive: true);
        using (var store = GraphStore.Open(Path, _options))
            Assert.Equal(3, store.Commit(_ => { }, new CommitOptions { RequestId = "r3" }).Version.Number);
        using var tags = new TagIndex(_manifests);
        Assert.Equal(Versions, Find(tags, $"c{Versions}"));
        Assert.Null(Find(tags, "absent"));
    }

    [Fact]
    public void Every_flipped_byte_and_every_length_of_a_run_is_found()
    {
        WriteMany();
        var path = Directory.GetFiles(Runs).Order(StringComparer.Ordinal).Last();
        var name = TagRunName.Parse(System.IO.Path.GetFileName(path))!.Value;
        var bytes = File.ReadAllBytes(path);
        for (var offset = 0; offset < bytes.Length; offset++)
        {
            var bit = (byte)(1 << (offset % 8));
            bytes[offset] ^= bit;
            File.WriteAllBytes(path, bytes);
            bytes[offset] ^= bit;
            AssertDamaged(name);
        }

        for (var length = 0; length < bytes.Length; length += 61)
        {
            File.WriteAllBytes(path, bytes[..length]);
            AssertDamaged(name);
        }

        File.WriteAllBytes(path, [.. bytes, 0]);
        AssertDamaged(name);
        Assert.Equal(path, Assert.Single(Samples.Verify(Path).Rebuildable).File);
    }

    [Fact]
    public void Whatever_happens_to_the_runs_what_is_found_is_what_the_manifests_say()
    {
        var random = Randomness.Create(out _);
        var store = GraphStore.Open(Path, _options);
        for (var round = 0; round < 20; round++)
        {
            for (var step = random.Next(40); step >= 0; step--)
                Write(store, random);
            if (random.Next(3) == 0)
            {
                store.Dispose();
                store = GraphStore.Open(Path, _options);
            }

            if (Directory.Exists(Runs) && random.Next(2) == 0)
                Spoil(random);
            using var reader = GraphStore.OpenReadOnly(Path);
            AssertAnswers(reader);
            AssertAnswers(store);
        }

        store.Dispose();
    }

    private static void Write(GraphStore store, Random random)
    {
        var tag = new Dictionary<string, string> { ["value"] = $"{random.Next(20)}" };
        if (store.Latest.Number > 0 && random.Next(4) == 0)
            store.Tag(new GraphVersion(random.NextInt64(store.Latest.Number) + 1), tag);
        else
            store.Commit(_ => { }, new CommitOptions { Tags = tag });
    }

    private void Spoil(Random random)
    {
        foreach (var path in Directory.GetFiles(Runs).Where(_ => random.Next(2) == 0))
        {
            var bytes = File.ReadAllBytes(path);
            switch (random.Next(3))
            {
                case 0:
                    File.Delete(path);
                    break;
                case 1:
                    File.WriteAllBytes(path, bytes[..random.Next(bytes.Length)]);
                    break;
                default:
                    bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
                    File.WriteAllBytes(path, bytes);
                    break;
            }
        }
    }

    private static void AssertAnswers(GraphStore store)
    {
        var versions = store.ListVersions(new VersionFilter()).ToLookup(info => info.Tags["value"], info => info.Version.Number);
        foreach (var value in Enumerable.Range(0, 21).Select(number => $"{number}"))
            Assert.Equal(versions[value], store.ListVersions(new VersionFilter { TagKey = "value", TagValue = value }).Select(info => info.Version.Number));
    }

    private void AssertDamaged(TagRunName name) => Assert.ThrowsAny<ChronographException>(() =>
    {
        using var run = TagRun.Open(FileSystem.Disk, Runs, name);
        _ = run.ReadAll().Count();
    });

    private void WriteMany()
    {
        using var store = GraphStore.Open(Path, _options);
        for (var number = 1; number <= Versions; number++)
            store.Commit(_ => { }, new CommitOptions { RequestId = $"r{number}", Tags = new Dictionary<string, string> { ["commit"] = $"c{number}" } });
    }

    private long? Find(TagIndex tags, string value) =>
        new VersionResolver(new VersionCatalog(_manifests, tags)).Resolve(new VersionReference.WithTag("commit", value), _manifests.ReadCurrent())?.Number;
}
