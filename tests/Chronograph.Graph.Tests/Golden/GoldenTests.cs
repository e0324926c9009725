using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>
/// The files under <c>Golden</c> were written once and are part of the format: they must stay readable, and the
/// same changes must go on giving the same bytes. After a deliberate change of the format, run the tests with
/// <c>CHRONOGRAPH_GOLDEN</c> set to that directory of the sources, look at the difference, and commit it.
/// </summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("store")]
    [InlineData("counted")]
    [InlineData("indexed")]
    [InlineData("replacing")]
    [InlineData("merged")]
    [InlineData("lines")]
    public void The_golden_store_reads_as_what_was_written(string name)
    {
        using var directory = new TemporaryDirectory();
        using var written = GraphStore.Open(directory["store"], Samples.Relaxed);
        Write(name, written);
        using var golden = GraphStore.OpenReadOnly(Golden(name));
        Assert.Equal(Samples.Everything(written), Samples.Everything(golden));
    }

    [Theory]
    [InlineData("store", "segments/seg_000001", 2)] // its manifests are from before a commit counted what it replaces
    [InlineData("counted", "segments/seg_000001", 2)] // its later segments are from before they said what each record replaces
    [InlineData("indexed", "segments", 2)]
    [InlineData("replacing", "segments", 5)] // its manifests are from before a segment named the version up to which it goes
    [InlineData("merged", "segments", 7)] // its manifests are from before a segment stood on one line
    [InlineData("lines", "", 12)]
    public void The_same_changes_give_the_same_bytes(string name, string part, int count)
    {
        using var directory = new TemporaryDirectory();
        using (var store = GraphStore.Open(directory["store"], Samples.Relaxed))
            Write(name, store);
        Update(name, directory["store"]);

        var files = Files(Golden(name)).FindAll(file => file.StartsWith(part, StringComparison.Ordinal));
        Assert.Equal(count, files.Count);
        foreach (var file in files)
            Assert.Equal(File.ReadAllBytes(Path.Combine(Golden(name), file)), File.ReadAllBytes(Path.Combine(directory["store"], file)));
    }

    [Theory]
    [InlineData(SegmentKind.Nodes, ColumnId.NodeIdIndex)]
    [InlineData(SegmentKind.Edges, ColumnId.EndpointIdIndex)]
    internal void One_golden_store_has_the_indexes_of_ids(SegmentKind kind, ColumnId index)
    {
        using var file = SegmentFile.Open(FileSystem.Disk, Path.Combine(Golden("indexed"), "segments"), new SegmentName(1, kind));
        Assert.True(file.TryGetColumn(index, out var column));
        Assert.True(column.Count > 2);
    }

    [Fact]
    public void One_golden_store_says_what_each_record_replaces()
    {
        var segments = Path.Combine(Golden("replacing"), "segments");
        using var first = NodeSegment.Open(FileSystem.Disk, segments, 1);
        using var nodes = NodeSegment.Open(FileSystem.Disk, segments, 2);
        using var edges = EdgeSegment.Open(FileSystem.Disk, segments, 2);
        using var last = NodeSegment.Open(FileSystem.Disk, segments, 3);
        Assert.False(first.HasReplacements);
        Assert.True(nodes.HasReplacements && edges.HasReplacements && last.HasReplacements);
        Assert.Equal((1, Replacement.Touched), (nodes.Count, nodes.Replacement(0)));
        Assert.Equal((1, Replacement.Unsaid), (edges.Out.Count, edges.Replacement(0)));
        Assert.Equal((1, Replacement.Changed), (last.Count, last.Replacement(0)));
    }

    private static string Golden(string name) => Path.Combine(AppContext.BaseDirectory, "Golden", name);

    private static void Write(string name, GraphStore store)
    {
        if (name == "indexed")
            Samples.WriteOneVersion(store, nodes: 40);
        else
            Samples.WriteThreeVersions(store);
        if (name is "merged" or "lines")
            store.Compact(new CommitOptions { CreatedAt = Samples.Time.AddDays(3) });
    }

    private static List<string> Files(string store) =>
        [.. Directory.GetFiles(store, "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".json") || file.EndsWith(".seg"))
            .Select(file => Path.GetRelativePath(store, file)).Order(StringComparer.Ordinal)];

    private static void Update(string name, string store)
    {
        if (Environment.GetEnvironmentVariable("CHRONOGRAPH_GOLDEN") is not { Length: > 0 } golden || name is not "lines")
            return;
        var target = Path.Combine(golden, name);
        foreach (var file in Files(store))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, file))!);
            File.Copy(Path.Combine(store, file), Path.Combine(target, file), overwrite: true);
        }
    }
}
