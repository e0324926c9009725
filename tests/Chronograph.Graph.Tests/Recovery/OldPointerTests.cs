using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>A pointer that went back behind what was collected: from a copy, or on a disk that lost what it said was flushed.</summary>
public sealed class OldPointerTests : IDisposable
{
    private const int Kept = 7;
    private readonly TemporaryDirectory _directory = new();

    private string Path => _directory["store"];

    private string Pointer => _directory["store/current.json"];

    public void Dispose() => _directory.Dispose();

    /// <summary>Version 3 was collected itself; version 8 stays by its tag, and 9 was collected.</summary>
    public static TheoryData<int, bool> OldOnes => new() { { 3, false }, { 3, true }, { 8, false }, { 8, true } };

    [Theory]
    [MemberData(nameof(OldOnes))]
    public void The_next_writer_goes_on_from_the_newest_version_and_nothing_is_lost(int old, bool purged)
    {
        var expected = CollectedBehind(old, purged, out var newest);
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
        {
            Assert.Equal(newest, store.Latest.Number);
            Assert.Equal(expected, Everything(store));
            store.Commit(batch => batch.Upsert(Samples.Node("later")));
            store.Collect(retain: 11 - Kept);
            store.Purge();
            Assert.Equal(expected, Everything(store));
        }

        Assert.Equal([], Samples.Verify(Path).Damage);
    }

    [Theory]
    [MemberData(nameof(OldOnes))]
    public void Where_the_history_is_gone_it_is_named_and_a_repair_goes_forward(int old, bool purged)
    {
        var expected = CollectedBehind(old, purged, out var newest);
        Directory.Delete(_directory["store/history"], recursive: true);
        Assert.Equal(Pointer, Assert.Throws<DamagedFileException>(() => GraphStore.Open(Path, Samples.Relaxed)).Path);
        Assert.Equal((newest, Pointer), (GraphStore.Repair(Path, apply: false).Latest.Number, GraphStore.Repair(Path, apply: false).Damage!.File));
        GraphStore.Repair(Path);
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
            Assert.Equal(expected, Everything(store));
        Assert.Equal([], Samples.Verify(Path).Damage);
    }

    [Fact]
    public void A_reader_is_told_that_the_pointer_is_wrong_and_not_that_the_store_is_empty_or_collected()
    {
        CollectedBehind(3, purged: false, out _);
        using var reader = GraphStore.OpenReadOnly(Path);
        AssertNamed(() => reader.OpenLatest());
        AssertNamed(() => reader.ListVersions(new VersionFilter()).Count());
        AssertNamed(() => reader.ListVersions(new VersionFilter { TagKey = "keep", TagValue = "it" }).Count());
        AssertNamed(() => reader.TryResolve(new VersionReference.AtTime(Samples.Time), out _));
        AssertNamed(() => reader.OpenSnapshot(new GraphVersion(1)));

        void AssertNamed(Action ask) => Assert.Equal(Pointer, Assert.Throws<DamagedFileException>(ask).Path);
    }

    [Theory]
    [MemberData(nameof(OldOnes))]
    public void Verification_names_the_pointer_alone_and_checks_what_is_newer(int old, bool purged)
    {
        CollectedBehind(old, purged, out var newest);
        Assert.Equal(Pointer, Assert.Single(Samples.Verify(Path).Damage).File);
        var segment = Directory.GetFiles(_directory["store/segments"]).Order(StringComparer.Ordinal).Last();
        File.Delete(segment);
        Assert.Contains(Samples.Verify(Path).Damage, damage => damage.File == segment && damage.LastVersion.Number == newest);
    }

    /// <summary>Versions 1 to 10 with retention 3, or up to 9 collected beside a tag on 8; then the pointer as it was at an older one.</summary>
    /// <returns>What the versions that were kept say.</returns>
    private string CollectedBehind(int old, bool purged, out long newest)
    {
        byte[] pointer = [];
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        for (var version = 1; version <= 10; version++)
        {
            store.Commit(batch => batch.Upsert(Samples.Node($"n{version}")), new CommitOptions { CreatedAt = Samples.Time.AddDays(version) });
            if (version == old)
                pointer = File.ReadAllBytes(Pointer);
        }

        if (old > Kept)
            store.Tag(new GraphVersion(old), new Dictionary<string, string> { ["keep"] = "it" });
        store.Collect(old > Kept ? 0 : 10 - Kept);
        if (purged)
            store.Purge();
        newest = store.Latest.Number;
        var expected = Everything(store);
        store.Dispose();
        File.WriteAllBytes(Pointer, pointer);
        return expected;
    }

    /// <summary>The versions that were kept, whatever came later.</summary>
    private static string Everything(GraphStore store) => string.Join(
        '\n',
        from info in store.ListVersions(new VersionFilter { Before = new GraphVersion(11) })
        where store.GetVersion(info.Version).Version == info.Version
        select $"{info.Version} {info.CreatedAt:O} {string.Join(',', info.Tags)} {Nodes(store, info.Version)}");

    private static string Nodes(GraphStore store, GraphVersion version)
    {
        using var snapshot = store.OpenSnapshot(version);
        return string.Join(' ', snapshot.Nodes().Select(node => node.SemanticId));
    }
}
