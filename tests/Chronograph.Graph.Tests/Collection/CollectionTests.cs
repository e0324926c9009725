using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>What collecting and purging take, and what they never take.</summary>
public sealed class CollectionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["store"];

    private string Gc => _directory["store/gc"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Of_ten_versions_with_retention_three_the_last_four_stay_and_what_only_the_others_used_goes()
    {
        using var store = Write(10);
        var needed = FilesOf(store, Enumerable.Range(7, 4));
        var others = FilesOf(store, Enumerable.Range(1, 6)).Except(needed).ToList();
        var later = Samples.Everything(store, from: 7);

        var report = store.Collect(retain: 3);

        Assert.NotEmpty(others);
        Assert.Equal(others.Order(), report.Files.Select(file => System.IO.Path.GetFileName(file.File)).Order());
        Assert.Equal(others.Order(), Directory.GetFiles(Gc).Select(file => System.IO.Path.GetFileName(file)).Order());
        Assert.All(needed, name => Assert.True(IsInPlace(name), name));
        Assert.Equal(later, Samples.Everything(store, from: 7));
        Assert.True(Samples.Verify(Path).Ok);
        Assert.Equal(4, Samples.Verify(Path).Versions);
        for (var version = 1; version <= 6; version++)
            Assert.Equal(7, Assert.Throws<VersionCollectedException>(() => store.OpenSnapshot(new GraphVersion(version))).NextKept.Number);
    }

    [Fact]
    public void What_a_killed_writer_left_is_collected_from_a_store_that_has_no_version_yet()
    {
        GraphStore.Open(Path).Dispose();
        File.WriteAllText(_directory["store/segments/seg_000001_nodes.seg"], "left by a writer that was killed");
        using var store = GraphStore.Open(Path);
        Assert.Single(store.Collect(retain: 0).Files);
        Assert.Equal([Gc + "/seg_000001_nodes.seg"], Directory.GetFiles(Gc));
        Assert.Equal(1, store.Commit(batch => batch.Upsert(Samples.Node("a"))).Version.Number);
    }

    [Theory]
    [InlineData(CommitDurability.Relaxed)]
    [InlineData(CommitDurability.Strict)]
    public void What_relaxed_commits_did_not_flush_is_on_the_disk_before_older_versions_are_listed_as_gone(CommitDurability collector)
    {
        Write(10).Dispose();
        var files = new ObservedFileSystem();
        using var store = GraphStore.Open(Path, new GraphStoreOptions { Durability = collector, Files = files });
        string[]? flushed = null;
        files.BeforeRename = to =>
        {
            if (System.IO.Path.GetFileName(to) == "collected.json")
                flushed = [.. files.Flushed.Select(file => System.IO.Path.GetRelativePath(Path, file))];
        };

        store.Collect(retain: 3);

        Assert.NotNull(flushed);
        string[] needed = [.. store.GetManifest(store.Latest).Segments.Select(segment => segment.Path), "manifests/000010.json", "segments", "manifests"];
        var pointer = Array.IndexOf(flushed, "current.json");
        Assert.All(needed, file => Assert.InRange(Array.IndexOf(flushed, file), 0, pointer - 1));
        Assert.InRange(Array.LastIndexOf(flushed, "."), pointer + 1, flushed.Length - 1);
    }

    [Fact]
    public void A_dry_run_says_the_same_and_moves_nothing()
    {
        using var store = Write(10);
        var before = Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Order().ToList();
        var dry = store.Collect(retain: 3, dryRun: true);
        Assert.Equal(before, Directory.GetFiles(Path, "*", SearchOption.AllDirectories).Order());
        var wet = store.Collect(retain: 3);
        Assert.Equal(wet.Files, dry.Files);
        Assert.Equal(store.Purge(dryRun: true).Files, store.Purge().Files);
        Assert.Empty(Directory.GetFiles(Gc));
        Assert.All(wet.Files, file => Assert.NotEmpty(file.Reason));
    }

    [Fact]
    public void A_version_that_a_killed_collection_listed_and_did_not_come_to_move_is_not_listed_any_more()
    {
        using (var store = Write(6))
        {
            store.Tag(new GraphVersion(6), new Dictionary<string, string> { ["release"] = "1.0" });
            store.Collect(retain: 1);
        }

        foreach (var moved in Directory.GetFiles(Gc, "*.json"))
            File.Move(moved, System.IO.Path.Combine(Path, "manifests", System.IO.Path.GetFileName(moved)));
        using var reader = GraphStore.OpenReadOnly(Path);
        Assert.Equal([6, 5], reader.ListVersions(new VersionFilter()).Select(info => info.Version.Number));
        foreach (var info in reader.ListVersions(new VersionFilter()))
            reader.OpenSnapshot(info.Version).Dispose();
    }

    [Fact]
    public void A_tag_keeps_its_version()
    {
        using var store = Write(10);
        store.Tag(new GraphVersion(2), new Dictionary<string, string> { ["release"] = "1.0" });
        var before = Everything(store, 2);
        var report = store.Collect(retain: 0);
        store.Purge();
        Assert.Equal(("manifests/000002.json", "tagged release=1.0"), (report.Kept.Single().File, report.Kept.Single().Reason));
        Assert.Equal(before, Everything(store, 2));
        Assert.Equal([10, 2], store.ListVersions(new VersionFilter()).Select(info => info.Version.Number));
        Assert.True(store.TryResolve(new VersionReference.WithTag("release", "1.0"), out var tagged));
        Assert.Equal(2, tagged.Number);
        Assert.True(Samples.Verify(Path).Ok);
    }

    [Fact]
    public void An_open_snapshot_keeps_its_version_until_it_is_disposed()
    {
        using var store = Write(10);
        using var reader = GraphStore.OpenReadOnly(Path);
        using (var open = reader.OpenSnapshot(new GraphVersion(3)))
        using (var own = store.OpenSnapshot(new GraphVersion(4)))
        {
            var report = store.Collect(retain: 0);
            store.Purge();
            Assert.Equal(["manifests/000003.json", "manifests/000004.json"], report.Kept.Select(kept => kept.File));
            Assert.Equal(3, open.Nodes().Count());
            Assert.Equal(4, own.Nodes().Count());
        }

        Assert.Contains(store.Collect(retain: 0).Files, file => file.File == "manifests/000003.json");
        Assert.Throws<VersionCollectedException>(() => reader.OpenSnapshot(new GraphVersion(3)));
    }

    [Fact]
    public void A_snapshot_that_cannot_be_pinned_has_its_files_open_and_stays_readable()
    {
        using var store = Write(10);
        File.Delete(_directory["store/pins/versions.lock"]);
        using var reader = GraphStore.OpenReadOnly(Path);
        using var open = reader.OpenSnapshot(new GraphVersion(3));
        File.WriteAllBytes(_directory["store/pins/versions.lock"], []);
        store.Collect(retain: 0);
        store.Purge();
        Assert.Equal(3, open.Nodes().Count());
        Assert.Throws<VersionCollectedException>(() => reader.OpenSnapshot(new GraphVersion(3)));
    }

    [Fact]
    public void What_was_collected_can_be_put_back_until_it_is_purged()
    {
        using var store = Write(10);
        var before = Samples.Everything(store);
        var collected = store.Collect(retain: 3);
        var restored = store.RestoreCollected();
        Assert.Equal(collected.Files.Select(file => file.File).Order(), restored.Files.Select(file => file.File).Order());
        Assert.Equal(before, Samples.Everything(store));
        Assert.Equal(10, Samples.Verify(Path).Versions);

        store.Collect(retain: 5);
        store.Purge();
        store.Collect(retain: 2);
        store.RestoreCollected();
        Assert.Equal([10, 9, 8, 7, 6, 5], store.ListVersions(new VersionFilter()).Select(info => info.Version.Number));
        Assert.True(Samples.Verify(Path).Ok);
    }

    [Fact]
    public void A_collected_version_is_told_from_one_that_was_lost()
    {
        using var store = Write(10);
        store.Collect(retain: 3);
        File.Delete(_directory["store/manifests/000008.json"]);
        Assert.Throws<VersionCollectedException>(() => store.GetVersion(new GraphVersion(2)));
        Assert.Throws<DamagedFileException>(() => store.GetVersion(new GraphVersion(8)));
        Assert.Throws<DamagedFileException>(() => store.Collect(retain: 0));
        var damage = Assert.Single(Samples.Verify(Path).Damage);
        Assert.EndsWith("000008.json", damage.File);
    }

    [Fact]
    public void Times_and_positions_find_their_versions_around_what_was_collected()
    {
        using var store = Write(10);
        store.Tag(new GraphVersion(3), new Dictionary<string, string> { ["keep"] = "me" });
        var asked = Enumerable.Range(0, 12)
            .SelectMany(number => new VersionReference[]
            {
                new VersionReference.AtTime(Samples.Time.AddDays(number)),
                new VersionReference.AtTime(Samples.Time.AddDays(number).AddHours(1)),
                new VersionReference.AtSource("log", (10 * number) + 1),
            })
            .ToList();
        var before = asked.ConvertAll(Resolve);
        store.Collect(retain: 3);
        var after = asked.ConvertAll(Resolve);
        foreach (var (expected, found) in before.Zip(after))
        {
            if (expected is null or 3 or >= 7)
                Assert.Equal(expected, found);
            else
                Assert.Throws<VersionCollectedException>(() => store.OpenSnapshot(new GraphVersion(found!.Value)));
        }

        long? Resolve(VersionReference reference) => store.TryResolve(reference, out var version) ? version.Number : null;
    }

    [Fact]
    public void What_a_failed_commit_left_is_collected_and_what_is_being_made_is_not()
    {
        using (Write(2))
            File.WriteAllText(_directory["store/segments/seg_000099_nodes.seg"], "left");
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        var file = Assert.Single(store.Collect(retain: 10).Files);
        Assert.Equal(("segments/seg_000099_nodes.seg", "no version uses it"), (file.File, file.Reason));
    }

    [Fact]
    public void A_history_that_is_lost_after_a_collection_is_written_again_and_finds_every_tag()
    {
        using (var store = Write(10))
        {
            store.Tag(new GraphVersion(2), new Dictionary<string, string> { ["release"] = "1.0" });
            store.Collect(retain: 3);
            store.Purge();
        }

        Directory.Delete(_directory["store/history"], recursive: true);
        GraphStore.Open(Path, Samples.Relaxed).Dispose();
        using var reader = GraphStore.OpenReadOnly(Path);
        Assert.True(reader.TryResolve(new VersionReference.WithTag("release", "1.0"), out var version));
        Assert.Equal(2, version.Number);
        Assert.False(reader.TryResolve(new VersionReference.WithTag("release", "2.0"), out _));
        Assert.Equal(5, Samples.Verify(Path).Versions);
    }

    [Fact]
    public void Damage_to_what_was_collected_is_found_and_named_until_it_is_purged()
    {
        using var store = Write(10);
        store.Compact();
        store.Collect(retain: 0);
        foreach (var file in Directory.GetFiles(Gc))
        {
            var bytes = File.ReadAllBytes(file);
            var damaged = bytes.ToArray();
            damaged[bytes.Length / 2] ^= 1;
            File.WriteAllBytes(file, damaged);
            AssertNamed(file);
            File.Delete(file);
            AssertNamed(file);
            File.WriteAllBytes(file, bytes);
        }

        Assert.True(Samples.Verify(Path).Ok);
        File.Delete(Directory.GetFiles(Gc, "*.seg")[0]);
        store.Purge();
        Assert.True(Samples.Verify(Path).Ok);

        void AssertNamed(string file)
        {
            var damage = Assert.Single(Samples.Verify(Path).Damage, damage => damage.File == file);
            Assert.InRange(damage.FirstVersion.Number, 1, 10);
            Assert.InRange(damage.LastVersion.Number, damage.FirstVersion.Number, 10);
        }
    }

    [Fact]
    public void Damage_to_the_list_of_collected_versions_is_found_wherever_it_is()
    {
        using (var store = Write(10))
            store.Collect(retain: 3);
        var path = _directory["store/collected.json"];
        var bytes = File.ReadAllBytes(path);
        for (var index = 0; index < bytes.Length; index++)
        {
            bytes[index] ^= 1;
            File.WriteAllBytes(path, bytes);
            bytes[index] ^= 1;
            using var store = GraphStore.OpenReadOnly(Path);
            store.OpenLatest().Dispose();
            Assert.ThrowsAny<ChronographException>(() => store.OpenSnapshot(new GraphVersion(2)));
        }

        Assert.Contains(Samples.Verify(Path).Damage, damage => damage.File == path);
    }

    private GraphStore Write(int versions)
    {
        var store = GraphStore.Open(Path, Samples.Relaxed);
        for (var version = 1; version <= versions; version++)
        {
            var number = version;
            store.Commit(
                batch =>
                {
                    batch.Upsert(Samples.Node($"n{number}", metadata: $"{number}"));
                    batch.Upsert(new Edge($"n{number}", "NEXT", $"n{number - 1}"));
                },
                new CommitOptions { CreatedAt = Samples.Time.AddDays(number), Sources = new Dictionary<string, long> { ["log"] = 10 * number } });
        }

        return store;
    }

    private static string Everything(GraphStore store, long version)
    {
        using var snapshot = store.OpenSnapshot(new GraphVersion(version));
        return string.Join('\n', snapshot.Nodes()) + string.Join('\n', snapshot.Edges());
    }

    private List<string> FilesOf(GraphStore store, IEnumerable<int> versions) => versions
        .SelectMany(version =>
        {
            using var snapshot = store.OpenSnapshot(new GraphVersion(version));
            return snapshot.Manifest.State.References().Select(segment => segment.Name.FileName).Append($"{version:D6}.json").ToList();
        })
        .Distinct()
        .ToList();

    private bool IsInPlace(string name) =>
        File.Exists(_directory[$"store/segments/{name}"]) || File.Exists(_directory[$"store/manifests/{name}"]);
}
