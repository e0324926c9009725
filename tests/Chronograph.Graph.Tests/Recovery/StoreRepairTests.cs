using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>A store whose pointer or newest manifest is lost: what is certain is put back, everything else is asked for.</summary>
public sealed class StoreRepairTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly string _expected;

    public StoreRepairTests()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
        store.Tag(new GraphVersion(1), new Dictionary<string, string> { ["release"] = "1.0" });
        _expected = Samples.Everything(store);
    }

    private string Path => _directory["store"];

    private string Pointer => _directory["store/current.json"];

    private string Newest => _directory["store/manifests/000003.json"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Whatever_happens_to_the_pointer_the_next_writer_writes_it_again_and_a_reader_changes_nothing()
    {
        var sound = File.ReadAllBytes(Pointer);
        for (var place = 0; place < sound.Length; place++)
        {
            var damaged = sound.ToArray();
            damaged[place] ^= (byte)(1 << (place % 8));
            AssertRestored(() => File.WriteAllBytes(Pointer, damaged));
            AssertRestored(() => File.WriteAllBytes(Pointer, sound[..place]));
        }

        AssertRestored(() => File.Delete(Pointer));

        void AssertRestored(Action damage)
        {
            damage();
            Assert.Equal(Pointer, Assert.Throws<DamagedFileException>(() => GraphStore.OpenReadOnly(Path)).Path);
            Assert.Contains(Samples.Verify(Path).Damage, found => found.File == Pointer);
            GraphStore.Open(Path, Samples.Relaxed).Dispose();
            Assert.Equal(sound, File.ReadAllBytes(Pointer));
        }
    }

    [Fact]
    public void A_version_whose_segment_is_lost_is_not_gone_back_to()
    {
        var lost = _directory["store/segments/seg_000001_nodes.seg"];
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
        {
            store.Compact();
            File.Delete(lost);
            Assert.Equal(lost, Assert.Throws<DamagedFileException>(() => store.Rollback(new GraphVersion(1))).Path);
            Assert.Equal(4, store.Latest.Number);
            Assert.Equal(5, store.Rollback(new GraphVersion(4)).Version.Number);
        }

        Assert.Equal(lost, Assert.Single(Samples.Verify(Path).Damage).File);
    }

    [Fact]
    public void A_pointer_that_nothing_else_vouches_for_is_not_guessed()
    {
        File.Delete(Pointer);
        Directory.Delete(_directory["store/history"], recursive: true);
        AssertRefused();
        Assert.False(File.Exists(Pointer));
        Assert.Equal((3, true), Repaired());
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Assert.Equal(_expected, Samples.Everything(store));
        Assert.True(store.TryResolve(new VersionReference.WithTag("release", "1.0"), out _));
    }

    [Fact]
    public void A_manifest_that_was_never_committed_is_not_taken_for_the_newest()
    {
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
        using (var batch = store.BeginBatch())
        {
            batch.Upsert(Samples.Node("never"));
            batch.Prepare().Dispose();
        }

        File.Delete(Pointer);
        AssertRefused();
        Assert.Equal((3, true), Repaired());
        Assert.Equal(["quarantine/000004.json"], Aside());
        using var again = GraphStore.Open(Path, Samples.Relaxed);
        Assert.Equal(_expected, Samples.Everything(again));
    }

    [Fact]
    public void Verification_without_a_pointer_checks_everything_else_all_the_same()
    {
        File.Delete(Pointer);
        var segment = _directory["store/segments/seg_000001_nodes.seg"];
        var bytes = File.ReadAllBytes(segment);
        bytes[200] ^= 1;
        File.WriteAllBytes(segment, bytes);
        var found = Samples.Verify(Path);
        Assert.Equal([Pointer, segment], found.Damage.Select(damage => damage.File));
        Assert.Equal(3, found.Versions);
    }

    [Fact]
    public void A_damaged_newest_manifest_is_left_behind_only_when_that_is_asked_for()
    {
        File.WriteAllBytes(Newest, File.ReadAllBytes(Newest)[..100]);
        Assert.Equal(Newest, Assert.Throws<DamagedFileException>(() => GraphStore.Open(Path, Samples.Relaxed)).Path);
        var dry = GraphStore.Repair(Path, apply: false);
        Assert.Equal((2, false, Newest), (dry.Latest.Number, dry.Applied, dry.Damage!.File));
        Assert.Equal(100, new FileInfo(Newest).Length);
        Assert.Equal((2, true), Repaired());
        Assert.Equal(["quarantine/000003.json", "quarantine/current.json"], Aside());
        Assert.True(Samples.Verify(Path).Ok);
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Assert.Equal(14, store.GetVersion(store.Latest).Sources["log"]);
        Assert.False(store.TryResolve(new VersionReference.WithTag("commit", "ccc"), out _));
        Assert.Equal(3, store.Commit(batch => batch.Upsert(Samples.Node("new"))).Version.Number);
        Assert.True(store.Verify().Ok);
    }

    [Fact]
    public void A_version_with_a_damaged_segment_is_not_gone_on_from()
    {
        File.Delete(Newest);
        var segment = _directory["store/segments/seg_000002_nodes.seg"];
        var bytes = File.ReadAllBytes(segment);
        bytes[200] ^= 1;
        File.WriteAllBytes(segment, bytes);
        Assert.Equal((1, true), Repaired());
        Assert.True(Samples.Verify(Path).Ok);
    }

    [Fact]
    public void Numbers_of_collected_versions_are_not_given_again()
    {
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
        {
            store.Rollback(new GraphVersion(1));
            store.Rollback(new GraphVersion(2));
            Assert.Contains(store.Collect(retain: 0).Files, file => file.File == "manifests/000004.json");
        }

        File.Delete(_directory["store/manifests/000005.json"]);
        Assert.Contains("collected", Assert.Throws<DamagedFileException>(() => GraphStore.Repair(Path)).Message);
        Assert.True(File.Exists(Pointer));
    }

    [Fact]
    public void A_sound_store_needs_no_repair_and_one_that_is_written_to_gets_none()
    {
        var repair = GraphStore.Repair(Path);
        Assert.Equal((3, null, false), (repair.Latest.Number, repair.Damage, repair.Applied));
        Assert.False(Directory.Exists(_directory["store/quarantine"]));
        using (GraphStore.Open(Path, Samples.Relaxed))
        {
            Assert.Throws<StoreLockedException>(() => GraphStore.Repair(Path));
            Assert.Throws<StoreLockedException>(() => GraphStore.Repair(Path, apply: false));
        }

        foreach (var manifest in Directory.GetFiles(_directory["store/manifests"]))
            File.Delete(manifest);
        Assert.Contains("no version", Assert.Throws<DamagedFileException>(() => GraphStore.Repair(Path)).Message);
        Assert.Throws<StoreNotFoundException>(() => GraphStore.Repair(_directory["nothing"]));
    }

    [Fact]
    public void A_torn_history_is_told_apart_from_damage_and_made_anew_from_the_manifests()
    {
        var history = _directory["store/history/000000000.q"];
        var sound = File.ReadAllBytes(history);
        File.WriteAllBytes(history, [.. sound[..100], .. new byte[sound.Length - 100]]);
        var found = Samples.Verify(Path);
        Assert.True(found.Ok);
        Assert.Equal((history, GraphVersion.None), (found.Rebuildable[0].File, found.Rebuildable[0].LastVersion));

        var dry = GraphStore.Repair(Path, apply: false);
        Assert.Equal((3, null, true, false), (dry.Latest.Number, dry.Damage, dry.IsNeeded, dry.Applied));
        Assert.Equal(found.Rebuildable, dry.Rebuilt);
        Assert.True(GraphStore.Repair(Path).Applied);
        Assert.Empty(Samples.Verify(Path).Rebuildable);
        Assert.False(GraphStore.Repair(Path).IsNeeded);
        using var store = GraphStore.OpenReadOnly(Path);
        Assert.Equal(_expected, Samples.Everything(store));
        Assert.True(store.TryResolve(new VersionReference.WithTag("release", "1.0"), out var tagged));
        Assert.Equal(1, tagged.Number);
    }

    private void AssertRefused() =>
        Assert.Equal(Pointer, Assert.Throws<DamagedFileException>(() => GraphStore.Open(Path, Samples.Relaxed)).Path);

    private (long, bool) Repaired()
    {
        var repair = GraphStore.Repair(Path);
        return (repair.Latest.Number, repair.Applied);
    }

    private IEnumerable<string> Aside() =>
        Directory.GetFiles(_directory["store/quarantine"]).Select(file => System.IO.Path.GetRelativePath(Path, file)).Order(StringComparer.Ordinal);
}
