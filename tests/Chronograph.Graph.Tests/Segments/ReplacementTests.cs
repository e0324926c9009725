using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class ReplacementTests : IDisposable
{
    private const int ManyRows = 1100; // more than what eight small commits are merged with
    private const int MergedCommits = 8;

    private readonly TemporaryDirectory _directory = new();
    private readonly GraphStore _store;

    public ReplacementTests()
    {
        _store = GraphStore.Open(_directory["store"], Samples.Relaxed);
        _store.Commit(batch =>
        {
            for (var node = 0; node < ManyRows; node++)
            {
                batch.Upsert(Samples.Node($"n{node}"));
                batch.Upsert(new Edge($"n{node}", "NEXT", $"n{node + 1}"));
            }
        });
    }

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_commit_says_of_each_record_what_it_replaces()
    {
        _store.Commit(batch =>
        {
            batch.Upsert(Samples.Node("new"));
            batch.Upsert(Samples.Node("n1", hash: 2));
            batch.Upsert(Samples.Node("n2", metadata: "moved"));
            batch.DeleteNode("n3");
            batch.Upsert(new Edge("n1", "NEXT", "n2", "changed"));
            batch.Upsert(new Edge("n1", "NEXT", "n3"));
            batch.DeleteEdge("n2", "NEXT", "n3");
        });
        Assert.Equal(["-n3", "n1 Changed", "n2 Touched", "new None"], Nodes(1));
        Assert.Equal(["-n2 n3", "n1 n2 Changed", "n1 n3 None"], Edges(1));
        Assert.Equal(0u, BitConverter.ToUInt32(File.ReadAllBytes(_directory["store/segments/seg_000002_nodes.seg"]), 8));
    }

    [Fact]
    public void What_was_deleted_before_is_new_and_says_so_beside_the_tombstone_below_it()
    {
        _store.Commit(batch => batch.DeleteNode("n1"));
        _store.Commit(batch => batch.Upsert(Samples.Node("n1", hash: 5)));
        Assert.Equal(["-n1"], Nodes(1));
        Assert.Equal(["n1 None"], Nodes(2));
    }

    [Fact]
    public void The_oldest_segment_and_those_that_only_add_have_no_column()
    {
        _store.Commit(batch => batch.Upsert(Samples.Node("new")));
        using var snapshot = _store.OpenLatest();
        Assert.All([0, 1], layer => Assert.False(snapshot.NodeLayers.Segment(layer).HasReplacements));
        Assert.Equal([false, true], snapshot.NodeLayers.Descriptors.Select(segment => segment.AddsOnly));
    }

    [Fact]
    public void A_merge_keeps_what_one_segment_says_and_where_several_know_a_key_whether_it_is_new()
    {
        MergeCommits(
            batch => batch.Upsert(Samples.Node("came and went")),
            batch => batch.DeleteNode("came and went"),
            batch => batch.Upsert(Samples.Node("n1", hash: 2)),
            batch => batch.Upsert(Samples.Node("n1")), // as it was
            batch => batch.DeleteNode("n2"),
            batch => batch.Upsert(Samples.Node("n3", metadata: "moved")),
            batch => batch.Upsert(Samples.Node("n4", hash: 2)),
            batch => batch.Upsert(Samples.Node("new")));
        Assert.Equal(["-n2", "n1 Unsaid", "n3 Touched", "n4 Changed", "new None"], Nodes(1));
        Assert.Null(Descriptor(SegmentKind.Nodes).Replaced);
    }

    [Fact]
    public void So_it_does_with_edges()
    {
        MergeCommits(
            batch => batch.Upsert(new Edge("a", "NEXT", "b")),
            batch => batch.DeleteEdge("a", "NEXT", "b"),
            batch => batch.DeleteEdge("n1", "NEXT", "n2"),
            batch => batch.Upsert(new Edge("n1", "NEXT", "n2", "back")),
            batch => batch.DeleteEdge("n2", "NEXT", "n3"),
            batch => batch.Upsert(new Edge("n3", "NEXT", "n4", "changed")),
            batch => batch.Upsert(new Edge("b", "NEXT", "a")),
            batch => batch.Upsert(new Edge("b", "NEXT", "a", "changed")));
        Assert.Equal(["-n2 n3", "b a None", "n1 n2 Unsaid", "n3 n4 Changed"], Edges(1));
        Assert.Null(Descriptor(SegmentKind.Edges).Replaced);
    }

    [Fact]
    public void A_merge_of_keys_that_one_segment_knows_each_counts_what_they_replace()
    {
        MergeCommits(
            batch => batch.Upsert(Samples.Node("n1", hash: 2)),
            batch => batch.Upsert(Samples.Node("n2", hash: 2)),
            batch => batch.Upsert(Samples.Node("n3", metadata: "moved")),
            batch => batch.DeleteNode("n4"),
            batch => batch.Upsert(Samples.Node("new1")),
            batch => batch.Upsert(Samples.Node("new2")),
            batch => batch.Upsert(Samples.Node("new2", hash: 2)),
            batch => batch.Upsert(Samples.Node("new3")));
        Assert.Equal(new ReplacedRecords(Changed: 2, Touched: 1), Descriptor(SegmentKind.Nodes).Replaced);
        using var diff = _store.Diff(new GraphVersion(1), _store.Latest);
        Assert.Equal(new DiffCounts(3, 1, 2, 1, 0, 0, 0), diff.Count());
    }

    [Fact]
    public void A_merge_whose_keys_are_all_new_only_adds()
    {
        MergeCommits([.. Enumerable.Range(0, MergedCommits - 2).Select(Upsert), batch => batch.DeleteNode("new3"), batch => batch.Upsert(Samples.Node("new4", hash: 4))]);
        Assert.Equal((5, 0, true), (Descriptor(SegmentKind.Nodes).RecordCount, Descriptor(SegmentKind.Nodes).TombstoneCount, Descriptor(SegmentKind.Nodes).AddsOnly));
        Assert.Equal([], Samples.Verify(_directory["store"]).Damage);

        static Action<GraphBatch> Upsert(int number) => batch => batch.Upsert(Samples.Node($"new{number}"));
    }

    [Fact]
    public void A_merge_of_what_comes_and_goes_leaves_no_segment()
    {
        MergeCommits([.. Enumerable.Range(0, MergedCommits).Select(Change)]);
        using var snapshot = _store.OpenLatest();
        Assert.Equal(1, snapshot.NodeLayers.Count);
        Assert.Equal(ManyRows, snapshot.Nodes().Count());

        static Action<GraphBatch> Change(int number) => batch =>
        {
            if (number % 2 == 0)
                batch.Upsert(Samples.Node("short-lived"));
            else
                batch.DeleteNode("short-lived");
        };
    }

    [Theory]
    [InlineData("counted", false, 1)] // from before segments said what they replace
    [InlineData("replacing", true, 1)]
    public void A_merge_says_what_its_records_replace_if_all_that_it_merges_do(string golden, bool expected, long tombstones)
    {
        using var store = GraphStore.OpenReadOnly(Path.Combine(AppContext.BaseDirectory, "Golden", golden));
        using var snapshot = store.OpenLatest();
        var scratch = new ScratchSpace(FileSystem.Disk, _directory["scratch"]);
        using var merge = SegmentMerge.Nodes(snapshot.NodeLayers.Slice(1, 3), hasOlder: true, scratch);
        using var merged = TemporarySegment.Write(merge, scratch.InMemory);
        Assert.Equal((expected, tombstones), (merged.Segment.Nodes.HasReplacements, merged.Segment.Nodes.TombstoneCount));
        Assert.Equal((expected, false), (merged.Segment.Descriptor.Replaced == new ReplacedRecords(1, 1), merged.Segment.Descriptor.AddsOnly));
    }

    [Fact]
    public void A_store_from_before_segments_said_it_goes_on_with_both_kinds()
    {
        var random = Randomness.Create(out var seed);
        var path = _directory["old"];
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Golden", "counted"), "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(path, Path.GetRelativePath(Path.Combine(AppContext.BaseDirectory, "Golden", "counted"), file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var graph = new RandomGraph(random);
        var model = new GraphModel();
        using (var store = GraphStore.Open(path, Samples.Relaxed with { CompactInBackground = true, Planner = new TailPlanner { SmallRows = 1, Few = 2 } }))
        {
            using (var snapshot = store.OpenLatest())
                model = new GraphModel { Nodes = snapshot.Nodes().ToDictionary(node => node.SemanticId), Edges = snapshot.Edges().ToDictionary(edge => (edge.Source, edge.Type, edge.Target)) };
            for (var round = 0; round < 60; round++)
            {
                store.Commit(batch => graph.Change(batch, model, random.Next(random.Next(20) + 1)));
                Thread.Sleep(random.Next(3)); // lets merges come to it
            }

            using var latest = store.OpenLatest();
            ModelCheck.Same(model, latest, graph);
        }

        Assert.True(Samples.Verify(path).Ok, $"CHRONOGRAPH_SEED={seed} repeats the changes, not when they were merged.");
    }

    [Fact]
    public void A_row_that_the_column_does_not_have_is_damage()
    {
        _store.Commit(batch => batch.DeleteNode("n1"));
        using var snapshot = _store.OpenLatest();
        var segment = snapshot.NodeLayers.Segment(1);
        Assert.True(segment.HasReplacements);
        Assert.Throws<DamagedFileException>(() => segment.Replacement(0));
        Assert.Throws<DamagedFileException>(() => segment.CopyReplacements(0, new Replacement[1]));
        segment.CopyReplacements(0, default);
    }

    /// <summary>Makes eight commits; the last merges them above the first of the store.</summary>
    private void MergeCommits(params Action<GraphBatch>[] changes)
    {
        Assert.Equal(MergedCommits, changes.Length);
        foreach (var change in changes)
            _store.Commit(change);
        using var snapshot = _store.OpenLatest();
        Assert.InRange(snapshot.NodeLayers.Count, 1, 2);
        Assert.InRange(snapshot.EdgeLayers.Count, 1, 2);
    }

    private SegmentDescriptor Descriptor(SegmentKind kind)
    {
        var state = _store.GetManifest(_store.Latest);
        return (kind == SegmentKind.Nodes ? state.NodeSegments : state.EdgeSegments)[1];
    }

    /// <summary>What a segment says of nodes, the tombstones first.</summary>
    private List<string> Nodes(int layer)
    {
        using var snapshot = _store.OpenLatest();
        var segment = snapshot.NodeLayers.Segment(layer);
        var names = Enumerable.Range(0, (int)segment.TombstoneCount).Select(index => "-" + snapshot.NodeLayers.Segment(0).Node(Row(segment.DeletedId(index))).SemanticId);
        return [.. names, .. Enumerable.Range(0, (int)segment.Count).Select(row => $"{segment.Node(row).SemanticId} {segment.Replacement(row)}").Order(StringComparer.Ordinal)];

        long Row(NodeId id) => snapshot.NodeLayers.Segment(0).Find(id, out var row) == RecordState.Present ? row : throw new InvalidOperationException($"{id} is not there.");
    }

    private List<string> Edges(int layer)
    {
        using var snapshot = _store.OpenLatest();
        var lines = new List<string>();
        for (var cursor = new EdgeCursor(snapshot.EdgeLayers.Segment(layer), layer); cursor.MoveNext();)
        {
            var edge = cursor.ToEdge();
            var replaced = cursor.Segment.Replacement(cursor.Row);
            Assert.True(!cursor.IsDeleted || replaced == Replacement.Unsaid);
            lines.Add(cursor.IsDeleted ? $"-{edge.Source} {edge.Target}" : $"{edge.Source} {edge.Target} {replaced}");
        }

        return [.. lines.Order(StringComparer.Ordinal)];
    }
}
