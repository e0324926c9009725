using System.Security.Cryptography;
using System.Text;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>Manifests that no writer writes, with right checksums, and hashes that are right as far as the chain goes.</summary>
public sealed class ForgedManifestTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public ForgedManifestTests()
    {
        using var store = GraphStore.Open(Path, Samples.Relaxed);
        Samples.WriteThreeVersions(store);
    }

    private string Path => _directory["store"];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("node_segments")]
    [InlineData("created_at")]
    [InlineData("next_segment_id")]
    public void What_stands_behind_the_tags_is_outside_the_hash_and_does_not_count(string member)
    {
        var file = Manifest(1);
        var sound = File.ReadAllBytes(file);
        var stolen = System.Text.Json.JsonDocument.Parse(sound).RootElement.GetProperty(member).GetRawText();
        var forged = Resealed.Replacing(sound, "\n  }", $"\n  }},\n  \"{member}\": {stolen}", fromEnd: true);
        Assert.Equal(ManifestWriter.Hash(sound), ManifestWriter.Hash(forged));
        File.WriteAllBytes(file, forged);
        AssertNamed(file, $"'{member}' stands behind 'tags'");
    }

    [Fact]
    public void A_member_that_is_not_known_may_stand_behind_the_tags()
    {
        var file = Manifest(1);
        File.WriteAllBytes(file, Resealed.Replacing(File.ReadAllBytes(file), "\n  }", "\n  },\n  \"later\": 1", fromEnd: true));
        Assert.Equal([], Samples.Verify(Path).Damage);
    }

    [Fact]
    public void A_tag_leaves_what_is_not_known_in_a_manifest_as_it_is()
    {
        Forge(2, "\"record_count\":1,", "\"record_count\":1,\"later_fact\":7,");
        File.WriteAllBytes(Manifest(2), Resealed.Replacing(File.ReadAllBytes(Manifest(2)), "\n  }", "\n  },\n  \"later\": 1", fromEnd: true));
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
            store.Tag(new GraphVersion(2), new Dictionary<string, string> { ["release"] = "\u00e4 \"1\"" });
        Assert.Equal([], Samples.Verify(Path).Damage);
        var text = File.ReadAllText(Manifest(2));
        Assert.Contains("\"later_fact\":7", text);
        Assert.Contains("\"later\": 1", text);
        using var reader = GraphStore.OpenReadOnly(Path);
        Assert.Equal("\u00e4 \"1\"", reader.GetManifest(new GraphVersion(2)).Info.Tags["release"]);
    }

    [Theory]
    [InlineData("\"node_segment_count\": ", "\"node_segment_count\": 1", "segments, and 'stats' says")]
    [InlineData("\"edge_segment_count\": ", "\"edge_segment_count\": 1", "segments, and 'stats' says")]
    [InlineData("\"log\": ", "\"log\": -", "'log' is out of range")]
    [InlineData("\"writer_epoch\": ", "\"writer_epoch\": -", "'writer_epoch' is out of range")]
    [InlineData("\"CLASS\"", "null", "'node_types' is null")]
    [InlineData("\"aaa\"", "null", "'commit' is null")]
    [InlineData("\"commit\"", "\"\"", "the key of a tag is not empty")]
    [InlineData("\"commit\"", "\"a=b\"", "holds no '='")]
    public void A_value_that_cannot_be_is_damage_where_it_is_read_and_where_it_is_verified(string right, string wrong, string reason)
    {
        Forge(1, right, wrong);
        AssertNamed(Manifest(1), reason);
    }

    [Theory]
    [InlineData(2, "\"created_at\": \"2024", "\"created_at\": \"2023", "it was created before its parent")]
    [InlineData(2, "\"log\": 14", "\"log\": 8", "its source 'log' is behind its parent's")]
    [InlineData(3, "\"log\": 14", "\"lag\": 14", "its source 'log' is behind its parent's")]
    [InlineData(1, "\"next_segment_id\": ", "\"next_segment_id\": 9", "its 'next_segment_id' is below its parent's")]
    public void What_goes_back_from_one_version_to_the_next_is_found(int version, string right, string wrong, string reason)
    {
        Forge(version, right, wrong);
        var damage = Assert.Single(Samples.Verify(Path).Damage, damage => damage.Reason == reason);
        Assert.Equal(damage.File, Manifest((int)damage.FirstVersion.Number));
    }

    [Theory]
    [InlineData("nodes")]
    [InlineData("edges")]
    public void A_segment_that_is_said_to_add_only_and_does_more_is_found(string kind)
    {
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
            store.Commit(batch =>
            {
                batch.Upsert(new Node("a.cs->CLASS->A", "CLASS", "Other", "a.cs", 5));
                batch.DeleteEdge("a.cs->METHOD->Run[in:A]", "CALLS", "nowhere");
            });
        var segment = kind == "nodes" ? "\"record_count\":1,\"tombstone_count\":0," : "\"record_count\":0,\"tombstone_count\":1,";
        Forge(4, segment, segment + " \"adds_only\":true,", fromEnd: true);
        var damage = Assert.Single(Samples.Verify(Path).Damage);
        Assert.Equal((Manifest(4), 4), (damage.File, damage.FirstVersion.Number));
        Assert.Contains($"_{kind}.seg only adds", damage.Reason);
    }

    [Theory]
    [InlineData("\"through_version\":3", "\"through_version\":2", "its node segments up to number 4 do not hold the records that another version has up to number 2")]
    [InlineData("\"through_version\":2", "\"through_version\":1", "its edge segments up to number 4 do not hold the records that another version has up to number 1")]
    [InlineData("\"through_version\":3", "\"through_version\":5", "'through_version' is out of range")]
    public void A_merge_that_is_said_to_hold_the_records_of_another_version_is_found(string right, string wrong, string reason)
    {
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
            store.Compact();
        Assert.Equal([], Samples.Verify(Path).Damage);
        Forge(4, right, wrong);
        var damage = Samples.Verify(Path).Damage;
        Assert.Contains(damage, found => (found.File, found.FirstVersion.Number) == (Manifest(4), 4) && found.Reason.Contains(reason));
    }

    [Theory]
    [InlineData("nodes", "[1,20]", "[1,21]")]
    [InlineData("edges", "{\"line\":4}", "{\"line\":5}")]
    public void A_merge_that_changed_a_record_is_found(string kind, string right, string wrong)
    {
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
            store.Compact();
        var file = _directory[$"store/segments/seg_000004_{kind}.seg"];
        var bytes = File.ReadAllBytes(file);
        var hash = Hash(bytes);
        Encoding.UTF8.GetBytes(wrong).CopyTo(bytes, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(right)));
        Resealed.Checksums(bytes);
        File.WriteAllBytes(file, bytes);
        Forge(4, hash, Hash(bytes));
        var damage = Assert.Single(Samples.Verify(Path).Damage);
        Assert.Equal((Manifest(4), 4), (damage.File, damage.FirstVersion.Number));
        Assert.Contains($"its {kind[..^1]} segments up to number 4 do not hold the records", damage.Reason);
    }

    [Theory]
    [InlineData(3, "\"changed_count\":1", "\"changed_count\":0", "_000003_nodes.seg changes 0 records of older segments and touches 0, and it changes 1 and touches 0")]
    [InlineData(3, "\"changed_count\":0,\"touched_count\":1", "\"changed_count\":1,\"touched_count\":0", "_000002_nodes.seg changes 1 records of older segments and touches 0, and it changes 0 and touches 1")]
    [InlineData(2, "\"changed_count\":0,\"touched_count\":1", "\"changed_count\":0,\"touched_count\":0", "_000002_nodes.seg changes 0 records of older segments and touches 0, and it changes 0 and touches 1")]
    [InlineData(3, "\"sha256\"", "\"changed_count\": 1, \"touched_count\": 0, \"sha256\"", "_000001_nodes.seg changes 1 records of older segments and touches 0, and it changes 0 and touches 0")]
    public void What_a_manifest_counts_as_replaced_and_is_not_is_found(int version, string right, string wrong, string reason)
    {
        Forge(version, right, wrong);
        var damage = Assert.Single(Samples.Verify(Path).Damage);
        Assert.Equal((Manifest(version), version, version), (damage.File, damage.FirstVersion.Number, damage.LastVersion.Number));
        Assert.Contains(reason, damage.Reason);
    }

    [Theory]
    [InlineData(2, SegmentKind.Nodes, Replacement.None, false)]
    [InlineData(2, SegmentKind.Nodes, Replacement.Changed, false)]
    [InlineData(2, SegmentKind.Nodes, Replacement.Unsaid, true)]
    [InlineData(3, SegmentKind.Nodes, Replacement.None, false)]
    [InlineData(3, SegmentKind.Nodes, Replacement.Touched, false)]
    [InlineData(3, SegmentKind.Nodes, Replacement.Unsaid, true)]
    [InlineData(2, SegmentKind.Edges, Replacement.None, false)]
    [InlineData(2, SegmentKind.Edges, Replacement.Changed, false)]
    [InlineData(2, SegmentKind.Edges, Replacement.Touched, false)]
    internal void A_segment_that_lies_of_what_a_record_replaces_is_found(int id, SegmentKind kind, Replacement said, bool isTrue)
    {
        var file = ForgeSegment(new SegmentName(id, kind), said);
        if (isTrue)
        {
            Assert.Equal([], Samples.Verify(Path).Damage);
            return;
        }

        var damage = Assert.Single(Samples.Verify(Path).Damage);
        Assert.Equal((file, id, 3), (damage.File, damage.FirstVersion.Number, damage.LastVersion.Number));
        Assert.Contains("at element 0: what it replaces in older segments", damage.Reason);
    }

    [Theory]
    [InlineData(SegmentKind.Nodes)]
    [InlineData(SegmentKind.Edges)]
    internal void A_tombstone_that_deletes_nothing_is_damage_where_a_segment_says_what_it_replaces(SegmentKind kind)
    {
        using var store = GraphStore.OpenReadOnly(Path);
        var state = store.GetManifest(new GraphVersion(3));
        var descriptor = (kind == SegmentKind.Nodes ? state.NodeSegments : state.EdgeSegments)[1];
        Assert.Equal(1, descriptor.TombstoneCount);
        var alone = new PooledSegment(FileSystem.Disk, _directory["store/segments"], new SegmentName(descriptor.SegmentId, kind), descriptor);
        Assert.Throws<DamagedFileException>(() => ReplacementAudit.Of([alone], [], TestContext.Current.CancellationToken));
        alone.Close();
    }

    [Fact]
    public void A_pointer_to_a_version_beyond_all_numbers_ends_a_verification()
    {
        File.WriteAllBytes(_directory["store/current.json"], new CurrentPointer(new GraphVersion(long.MaxValue - 1), "").ToBytes());
        Assert.NotEmpty(Samples.Verify(Path).Damage);
        Assert.Throws<DamagedFileException>(() => GraphStore.Open(Path));
        Assert.Equal(3, GraphStore.Repair(Path).Latest.Number);
        Assert.Equal([], Samples.Verify(Path).Damage);
    }

    [Fact]
    public void Where_no_segment_number_is_left_no_version_is_made_that_could_not_be_read()
    {
        Forge(3, "\"next_segment_id\": ", $"\"next_segment_id\": {1L << 48}, \"was\": ");
        using (var store = GraphStore.Open(Path, Samples.Relaxed))
            Assert.Throws<DamagedFileException>(() => store.Commit(batch => batch.Upsert(Samples.Node("a"))));
        using var again = GraphStore.Open(Path, Samples.Relaxed);
        Assert.Equal(3, again.Latest.Number);
        again.OpenLatest().Dispose();
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private string Manifest(int version) => _directory[$"store/manifests/{version:D6}.json"];

    private void AssertNamed(string file, string reason)
    {
        Assert.Contains(Samples.Verify(Path).Damage, damage => damage.File == file && damage.Reason.Contains(reason));
        using var store = GraphStore.OpenReadOnly(Path);
        var error = Assert.Throws<DamagedFileException>(() => store.OpenSnapshot(new GraphVersion(1)));
        Assert.Equal(file, error.Path);
        Assert.Contains(reason, error.Message);
    }

    /// <summary>Has the first row of a segment say something else, and makes all checksums and hashes right again.</summary>
    private string ForgeSegment(SegmentName name, Replacement said)
    {
        var file = System.IO.Path.Combine(_directory["store/segments"], name.FileName);
        ColumnEntry column;
        using (var segment = SegmentFile.Open(FileSystem.Disk, _directory["store/segments"], name))
            Assert.True(segment.TryGetColumn(name.Kind == SegmentKind.Nodes ? ColumnId.NodeReplacements : ColumnId.EdgeReplacements, out column));
        var bytes = File.ReadAllBytes(file);
        var before = Hash(bytes);
        bytes[column.Offset] = (byte)((bytes[column.Offset] & ~3) | (int)said);
        Resealed.Checksums(bytes);
        File.WriteAllBytes(file, bytes);
        for (var version = (int)name.Id; version <= 3; version++)
            Forge(version, before, Hash(bytes));
        return file;
    }

    /// <summary>Changes a manifest and makes the chain right again up to the pointer.</summary>
    private void Forge(int version, string right, string wrong, bool fromEnd = false)
    {
        var bytes = Resealed.Replacing(File.ReadAllBytes(Manifest(version)), right, wrong, fromEnd);
        var newest = version;
        File.WriteAllBytes(Manifest(version), bytes);
        for (var later = version + 1; File.Exists(Manifest(later)); later++)
        {
            var hash = ManifestWriter.Hash(bytes);
            var next = File.ReadAllBytes(Manifest(later));
            var named = System.Text.Json.JsonDocument.Parse(next).RootElement.GetProperty("parent_sha256").GetString()!;
            File.WriteAllBytes(Manifest(later), bytes = Resealed.Replacing(next, named, hash));
            newest = later;
        }

        File.WriteAllBytes(_directory["store/current.json"], new CurrentPointer(new GraphVersion(newest), ManifestWriter.Hash(bytes)).ToBytes());
    }
}
