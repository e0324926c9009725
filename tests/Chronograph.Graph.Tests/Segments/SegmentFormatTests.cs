using System.Buffers.Binary;
using System.Globalization;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class SegmentFormatTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(1, 0u)]
    [InlineData(2, 4u)]
    [InlineData(16, 4u)]
    [InlineData(17, 8u)]
    [InlineData(257, 16u)]
    public void Codes_take_as_few_bits_as_the_number_of_types_allows(int types, uint bits)
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        store.Commit(batch =>
        {
            for (var index = 0; index < types + 3; index++)
                batch.Upsert(new Edge($"s{index}", string.Create(CultureInfo.InvariantCulture, $"T{index % types}"), "t"));
        });
        using (var file = SegmentFile.Open(FileSystem.Disk, _directory["segments"], new SegmentName(1, SegmentKind.Edges)))
        {
            Assert.True(file.TryGetColumn(ColumnId.OutTypes, out var column));
            Assert.Equal(bits, column.ElementBits);
            Assert.Equal(0, column.Offset % 64);
        }

        using var snapshot = store.OpenLatest();
        Assert.Equal(types + 3, snapshot.Edges().Count());
        Assert.Equal(types, snapshot.Statistics().EdgeTypes.Count);
        var incoming = snapshot.Neighbors(NodeId.FromSemanticId("t"), EdgeDirection.In, $"T{types - 1}");
        Assert.Contains(incoming, neighbor => neighbor.SemanticId == $"s{types - 1}");
    }

    [Fact]
    public void Few_types_of_many_edges_take_two_bits_and_say_that_older_builds_cannot_read_them()
    {
        const int Nodes = 1 << 18;
        string[] types = ["A", "B", "C"];
        byte[][] names = [.. types.Select(System.Text.Encoding.UTF8.GetBytes)];
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        store.Commit(batch =>
        {
            for (var node = 0; node < Nodes; node++)
                batch.Upsert(Name(node), names[node % 3], Name((node + 1) % Nodes));
        });
        using (var file = SegmentFile.Open(FileSystem.Disk, _directory["segments"], new SegmentName(1, SegmentKind.Edges)))
        {
            Assert.True(file.TryGetColumn(ColumnId.InTypes, out var column));
            Assert.Equal((2u, (long)Nodes), (column.ElementBits, column.Count));
        }

        Assert.Equal(1, File.ReadAllBytes(_directory["segments/seg_000001_edges.seg"])[8]);
        using var snapshot = store.OpenLatest();
        Assert.Equal([.. types.Select((type, index) => (type, (Nodes + 2L - index) / 3))], snapshot.Statistics().EdgeTypes.Select(pair => (pair.Key, pair.Value)).Order());
        for (var node = 0; node < Nodes; node += 1009)
        {
            var edges = snapshot.Neighbors(NodeId.FromSemanticId($"{node}"), EdgeDirection.Both).Select(neighbor => (neighbor.SemanticId, neighbor.Edge.Type));
            Assert.Equal([($"{node + 1}", types[node % 3]), ($"{(node + Nodes - 1) % Nodes}", types[(node + Nodes - 1) % Nodes % 3])], edges);
        }

        static byte[] Name(int node) => System.Text.Encoding.UTF8.GetBytes(node.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_segment_of_many_blocks_reads_back_whole()
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        store.Commit(batch =>
        {
            for (var index = 0; index < 20_000; index++)
            {
                batch.Upsert(Samples.Node($"node {index}", file: $"file {index % 300}", metadata: new string('x', index % 50)));
                batch.Upsert(new Edge($"node {index}", "NEXT", $"node {index * 7 % 20_000}", index % 10 == 0 ? $"{index}" : ""));
            }
        });
        using var snapshot = store.OpenLatest();
        Assert.Equal(20_000, snapshot.Nodes().Count(node => node.Metadata.Length == int.Parse(node.SemanticId[5..], CultureInfo.InvariantCulture) % 50));
        Assert.Equal(2_000, snapshot.Edges().Count(edge => edge.Metadata.Length > 0 && edge.Source == "node " + edge.Metadata));
        Assert.Null(snapshot.Manifest.State.NodeSegments[0].FilePaths);
        Assert.Equal(66, snapshot.Find(new NodeQuery { File = "file 299" }).Count());
    }

    [Fact]
    public void The_hash_in_the_manifest_is_that_of_the_file()
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        store.Commit(batch => batch.Upsert(Samples.Node("n")));
        using var snapshot = store.OpenLatest();
        var bytes = File.ReadAllBytes(_directory["segments/seg_000001_nodes.seg"]);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), snapshot.Manifest.State.NodeSegments[0].Sha256);
        Assert.Equal(bytes.Length, snapshot.Manifest.State.NodeSegments[0].ByteSize);
    }

    [Theory]
    [InlineData(4, 2, "format")]
    [InlineData(8, 2, "feature")]
    public void A_later_version_or_an_unknown_required_feature_is_refused(int offset, byte value, string expected)
    {
        var error = Assert.Throws<UnsupportedFormatException>(() => ReadChanged(bytes => bytes[offset] = value));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_optional_feature_is_ignored() => ReadChanged(bytes => bytes[12] = 1);

    [Fact]
    public void An_unknown_encoding_is_refused() => Assert.Throws<UnsupportedFormatException>(
        () => ReadChanged(bytes => bytes[FirstColumn(bytes) + 2] = 9));

    [Fact]
    public void A_missing_column_is_damage_and_an_unknown_one_is_ignored()
    {
        Assert.Throws<DamagedFileException>(() => ReadChanged(bytes => bytes[FirstColumn(bytes)] = 200));
        ReadChanged(bytes => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(Column(bytes, ColumnId.NodeFilter)), 999));
    }

    private static int FirstColumn(byte[] bytes) => (int)BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(24)) + SegmentFooter.FixedSize;

    private static int Column(byte[] bytes, ColumnId id)
    {
        var place = FirstColumn(bytes);
        while (BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(place)) != (ushort)id)
            place += ColumnEntry.Size;
        return place;
    }

    private void ReadChanged(Action<byte[]> change)
    {
        using (var store = GraphStore.Open(_directory.Path, Samples.Relaxed))
        {
            if (store.Latest == GraphVersion.None)
                store.Commit(batch => batch.Upsert(Samples.Node("n")));
        }

        var path = _directory["segments/seg_000001_nodes.seg"];
        var original = File.ReadAllBytes(path);
        var bytes = original.ToArray();
        change(bytes);
        Resealed.Checksums(bytes);
        File.WriteAllBytes(path, bytes);
        try
        {
            using var store = GraphStore.OpenReadOnly(_directory.Path);
            using var snapshot = store.OpenLatest();
            Assert.True(snapshot.TryGetNode("n", out _));
        }
        finally
        {
            File.WriteAllBytes(path, original);
        }
    }
}
