using System.Collections.Immutable;
using Chronograph.Selftest;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>Diffs of graphs large enough for batches, stretches and maps of codes, against the model.</summary>
public sealed class DiffTests
{
    private const int Nodes = 1_500;

    [Fact]
    public void Any_two_versions_differ_as_their_models_do_whatever_segments_they_share()
    {
        using var directory = new TemporaryDirectory();
        var random = Randomness.Create(out var seed);
        var models = new List<GraphModel> { new() };
        using (var store = GraphStore.Open(directory.Path, Samples.Relaxed))
        {
            Commit(store, models, random, Nodes);
            foreach (var changes in new[] { 5, 40, Nodes / 2, 3, 12 })
                Commit(store, models, random, changes);
            store.Compact();
            models.Add(models[^1]);
            Commit(store, models, random, 30);
            store.Rollback(new GraphVersion(4));
            models.Add(models[4]);
            Commit(store, models, random, 200);
        }

        using var reader = GraphStore.Open(directory.Path, Samples.Relaxed);
        for (var from = 0; from < models.Count; from++)
        {
            for (var to = 0; to < models.Count; to++)
                Check(reader, models, from, to, seed);
        }

        reader.Collect(retain: 4); // and with them the versions up to which segments go that stay
        for (var from = models.Count - 5; from < models.Count; from++)
        {
            for (var to = models.Count - 5; to < models.Count; to++)
                Check(reader, models, from, to, seed);
        }
    }

    [Fact]
    public void Versions_with_a_merge_below_what_both_have_differ_as_their_models_do()
    {
        using var directory = new TemporaryDirectory();
        using var files = new HeldMerges();
        var random = Randomness.Create(out var seed);
        var models = new List<GraphModel> { new() };
        var options = Samples.Relaxed with { CompactInBackground = true, Planner = new TailPlanner { SmallRows = 60, Few = 2 }, Files = files };
        using (var store = GraphStore.Open(directory.Path, options))
        {
            Commit(store, models, random, Nodes);
            for (var round = 0; round < 3; round++)
            {
                files.Hold();
                foreach (var changes in new[] { 150, 120, 4, 3 }) // two to be merged, two that stay behind them
                    Commit(store, models, random, changes);
                files.LetGo();
                Assert.True(SpinWait.SpinUntil(() => IsBalanced(store, options.Planner), TimeSpan.FromSeconds(30)));
                while (models.Count <= store.Latest.Number)
                    models.Add(models[^1]); // merges
            }

            Commit(store, models, random, 5);
        }

        using var reader = GraphStore.Open(directory.Path, Samples.Relaxed);
        var pairs = (
            from older in Enumerable.Range(1, models.Count - 1)
            from newer in Enumerable.Range(1, models.Count - 1)
            where IsSameBelow(reader, older, newer, manifest => manifest.NodeSegments) && IsSameBelow(reader, older, newer, manifest => manifest.EdgeSegments)
            select (older, newer)).ToList();
        Assert.NotEmpty(pairs);
        pairs.ForEach(pair => Check(reader, models, pair.older, pair.newer, seed));
    }

    [Fact]
    public void A_commit_counts_what_it_changes_for_those_who_compare_with_the_version_before()
    {
        using var directory = new TemporaryDirectory();
        using var store = GraphStore.Open(directory.Path, Samples.Relaxed);
        store.Commit(batch =>
        {
            for (var node = 0; node < 5; node++)
                batch.Upsert(Samples.Node($"n{node}") with { ContentHash = (ulong)(node == 4 ? 0 : 1) });
            batch.Upsert(new Edge("n0", "USES", "n1"));
            batch.Upsert(new Edge("n0", "USES", "n2"));
        });
        store.Commit(batch =>
        {
            batch.Upsert(Samples.Node("n0") with { ContentHash = 1 }); // as it is
            batch.Upsert(Samples.Node("n1") with { ContentHash = 2 });
            batch.Upsert(Samples.Node("n2") with { ContentHash = 1, Metadata = "{}" });
            batch.Upsert(Samples.Node("n4") with { ContentHash = 0, Metadata = "{}" });
            batch.DeleteNode("n3");
            batch.Upsert(Samples.Node("n5"));
            batch.Upsert(new Edge("n0", "USES", "n1", "{}"));
            batch.Upsert(new Edge("n0", "USES", "n3"));
        });
        store.Commit(batch => batch.Upsert(Samples.Node("n6")));

        var state = store.GetManifest(new GraphVersion(3));
        Assert.Equal(new ReplacedRecords(Changed: 2, Touched: 1), state.NodeSegments[1].Replaced);
        Assert.Equal(new ReplacedRecords(Changed: 1, Touched: 0), state.EdgeSegments[1].Replaced);
        Assert.Equal(new DiffCounts(1, 1, 2, 1, 1, 0, 1), Count(1, 2));
        Assert.Equal(new DiffCounts(1, 1, 2, 1, 0, 1, 1), Count(2, 1));
        Assert.Equal(new DiffCounts(2, 1, 2, 1, 1, 0, 1), Count(1, 3));

        DiffCounts Count(long from, long to)
        {
            using var diff = store.Diff(new GraphVersion(from), new GraphVersion(to));
            return diff.Count();
        }
    }

    [Fact]
    public void A_diff_that_is_cancelled_ends_also_where_nothing_differs()
    {
        using var directory = new TemporaryDirectory();
        using var store = GraphStore.Open(directory.Path, Samples.Relaxed);
        store.Commit(batch => batch.Upsert(Samples.Node("a")));
        store.Commit(batch => batch.Upsert(Samples.Node("b")));
        store.Compact();
        using var diff = store.Diff(new GraphVersion(2), new GraphVersion(3));
        Assert.Empty(diff.Nodes(CancellationToken.None));
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => diff.Count(cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => diff.Count("METHOD", cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => diff.Nodes(cancelled).Count());
        Assert.ThrowsAny<OperationCanceledException>(() => diff.Edges(cancelled).Count());
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 3)]
    [InlineData(3, 1)]
    public void A_scan_that_is_cancelled_on_its_way_ends_there(int from, int to)
    {
        using var directory = new TemporaryDirectory();
        using var store = GraphStore.Open(directory.Path, Samples.Relaxed);
        WriteVersions(store, 3);
        using var diff = store.Diff(new GraphVersion(from), new GraphVersion(to));
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            using var source = new CancellationTokenSource();
            foreach (var _ in diff.ScanNodes(source.Token))
                source.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            using var source = new CancellationTokenSource();
            foreach (var _ in diff.ScanEdges(source.Token))
                source.Cancel();
        });
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(1, 3)]
    public void A_change_is_read_before_the_walk_goes_on_and_is_refused_when_it_could_be_taken_for_another(int from, int to)
    {
        using var directory = new TemporaryDirectory();
        using var store = GraphStore.Open(directory.Path, Samples.Relaxed);
        WriteVersions(store, 3);
        using var diff = store.Diff(new GraphVersion(from), new GraphVersion(to));
        var changes = diff.ScanNodes();
        Assert.True(changes.MoveNext());
        var first = changes.Current;
        var id = LookedUp(first).Id;
        for (var more = 0; more < Nodes / 2; more++)
            Assert.True(changes.MoveNext());
        Assert.NotEqual(id, LookedUp(changes.Current).Id);
        Assert.Equal(id, Own(first).Id);
        try
        {
            _ = LookedUp(first);
            Assert.Fail("The walk has gone on.");
        }
        catch (InvalidOperationException error)
        {
            Assert.Contains("gone on", error.Message);
        }

        StoredNode LookedUp(StoredNodeChange change) => from < to ? change.Before : change.After;
        StoredNode Own(StoredNodeChange change) => from < to ? change.After : change.Before;
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    public void A_change_that_is_read_where_it_is_stored_allocates_nothing_for_a_row(int to, bool asksBefore)
    {
        using var directory = new TemporaryDirectory();
        using var store = GraphStore.Open(directory.Path, Samples.Relaxed);
        WriteVersions(store, to);
        using var diff = store.Diff(new GraphVersion(1), new GraphVersion(to));
        foreach (var measured in new[] { false, true }) // at first what runs is compiled
        {
            var nodes = diff.ScanNodes();
            var edges = diff.ScanEdges();
            for (var row = 0; row < Nodes / 4; row++) // segments are opened, and room made for lookups, at the first rows
            {
                Assert.True(nodes.MoveNext() && edges.MoveNext());
                Assert.True(!asksBefore || nodes.Current.Before.Metadata.SequenceEqual(edges.Current.MetadataBefore));
            }

            var (rows, before) = (Nodes / 4, GC.GetAllocatedBytesForCurrentThread());
            var same = true;
            for (; rows < Nodes * 3 / 4; rows++)
            {
                same &= nodes.MoveNext() && edges.MoveNext() && nodes.Current.After.Metadata.SequenceEqual(edges.Current.MetadataAfter);
                same &= !asksBefore || nodes.Current.Before.Metadata.SequenceEqual(edges.Current.MetadataBefore);
            }

            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(same);
            if (measured)
                Assert.InRange(allocated, 0, rows / 4); // something once, perhaps; an object for a row would be 24 bytes
        }
    }

    [Fact]
    public void A_change_can_be_read_where_it_is_stored_as_it_can_be_copied()
    {
        using var directory = new TemporaryDirectory();
        var random = Randomness.Create(out var seed);
        var models = new List<GraphModel> { new() };
        using var store = GraphStore.Open(directory.Path, Samples.Relaxed);
        Commit(store, models, random, Nodes);
        Commit(store, models, random, 300);
        foreach (var (from, to) in new[] { (0, 1), (1, 0), (1, 2), (2, 1) })
        {
            using var diff = store.Diff(new GraphVersion(from), new GraphVersion(to));
            var copied = diff.Edges().Select(change => (change.Kind, Edge: (change.After ?? change.Before)!, Before: change.Before?.Metadata ?? "", After: change.After?.Metadata ?? "")).ToList();
            var stored = new List<(ChangeKind, Edge, string, string)>();
            foreach (var change in diff.ScanEdges())
            {
                var (source, type, target) = (Text(change.SourceSemanticId), Text(change.Type), Text(change.TargetSemanticId));
                var (before, after) = (Text(change.MetadataBefore), Text(change.MetadataAfter));
                Assert.Equal((NodeId.FromSemanticId(source), NodeId.FromSemanticId(target)), (change.SourceId, change.TargetId));
                stored.Add((change.Kind, new Edge(source, type, target, change.Kind == ChangeKind.Removed ? before : after), before, after));
            }

            Assert.True(copied.SequenceEqual(stored), $"Versions {from} and {to}; replay with CHRONOGRAPH_SEED={seed}.");
            Assert.Equal(models[from].EdgeChangesTo(models[to]).Count, stored.Count);
        }
    }

    [Fact]
    public void A_segment_that_says_it_replaces_what_is_not_there_is_named()
    {
        using var directory = new TemporaryDirectory();
        Write("a");
        Write("b"); // of the same length
        foreach (var segment in new[] { "seg_000001_nodes.seg", "seg_000001_edges.seg" })
            File.Copy(directory[$"b/segments/{segment}"], directory[$"a/segments/{segment}"], overwrite: true);

        using var reader = GraphStore.OpenReadOnly(directory["a"]);
        using var diff = reader.Diff(new GraphVersion(1), new GraphVersion(2));
        foreach (var change in diff.ScanNodes())
            Assert.Equal(ChangeKind.Changed, change.Kind);
        Assert.EndsWith("seg_000002_nodes.seg", Assert.Throws<DamagedFileException>(() => diff.Nodes().Count()).Path);
        Assert.EndsWith("seg_000002_edges.seg", Assert.Throws<DamagedFileException>(() => diff.Edges().Count()).Path);

        void Write(string name)
        {
            using var written = GraphStore.Open(directory[name], Samples.Relaxed);
            foreach (var hash in new[] { 1UL, 2UL })
                written.Commit(batch =>
                {
                    batch.Upsert(Samples.Node(name, hash: hash));
                    batch.Upsert(new Edge(name, "USES", "c", $"{{\"line\":{hash}}}"));
                });
        }
    }

    [Fact]
    public void Versions_are_the_same_up_to_the_newest_segment_that_both_have_or_that_ends_with_the_same_version()
    {
        Assert.Equal((0, 0), Same([1, 2], [3, 4]));
        Assert.Equal((3, 2), Same([1, 2, 5], [3, 5, 6]));
        Assert.Equal((3, 1), Same([1, 2, Through(5, 9), 6], [Through(7, 9), 8]));
        Assert.Equal((1, 1), Same([1, Through(5, 9)], [1, Through(7, 10)]));
        Assert.Equal((1, 1), Same([1, 2], [1, Through(7, 10)]));
        Assert.Equal([0L, 0, 0, 0], SegmentAlignment.Of(List([1, Through(5, 9)]), List([Through(7, 9)])).Counted!);
        Assert.Null(SegmentAlignment.OfFiles(List([1, Through(5, 9)]), List([Through(7, 9)])).Counted);

        static (int, int) Same(object[] before, object[] after)
        {
            var alignment = SegmentAlignment.Of(List(before), List(after));
            return (alignment.SameBefore, alignment.SameAfter);
        }

        static ImmutableArray<SegmentDescriptor> List(object[] segments) =>
            [.. segments.Select(segment => segment as SegmentDescriptor ?? Through((int)segment, null))];

        static SegmentDescriptor Through(long id, long? version) => new()
        {
            SegmentId = id, RecordCount = 1, TombstoneCount = 0, ByteSize = 1, Sha256 = "", ThroughVersion = version is { } number ? new GraphVersion(number) : null,
        };
    }

    [Fact]
    public void What_was_merged_since_is_not_looked_at()
    {
        using var directory = new TemporaryDirectory();
        using var store = GraphStore.Open(directory.Path, Samples.Relaxed);
        store.Commit(batch => Stage(batch, "a", "b"));
        store.Commit(batch => Stage(batch, "b", "a"));
        store.Compact();
        store.Commit(batch => Stage(batch, "c", "a"));
        store.Rollback(new GraphVersion(3));
        foreach (var segment in Directory.GetFiles(System.IO.Path.Combine(directory.Path, "segments"), "seg_00000[123]*"))
            File.WriteAllBytes(segment, []);
        foreach (var (from, to, added) in new[] { (2, 3, 0), (2, 4, 1), (2, 5, 0), (5, 4, 1) })
        {
            using var diff = store.Diff(new GraphVersion(from), new GraphVersion(to));
            Assert.Equal(new DiffCounts(added, 0, 0, 0, added, 0, 0), diff.Count());
        }

        static void Stage(GraphBatch batch, string node, string target)
        {
            batch.Upsert(Samples.Node(node));
            batch.Upsert(new Edge(node, "USES", target));
        }
    }

    /// <summary>In each version all nodes and edges have other metadata.</summary>
    private static void WriteVersions(GraphStore store, int versions)
    {
        for (var version = 1; version <= versions; version++)
        {
            var metadata = $"{{\"line\":{version}}}";
            store.Commit(batch =>
            {
                for (var node = 0; node < Nodes; node++)
                {
                    batch.Upsert(Samples.Node($"n{node}", metadata: metadata));
                    batch.Upsert(new Edge($"n{node}", "USES", "n0", metadata));
                }
            });
        }
    }

    private static string Text(ReadOnlySpan<byte> utf8) => System.Text.Encoding.UTF8.GetString(utf8);

    private static bool IsBalanced(GraphStore store, TailPlanner planner)
    {
        var manifest = store.GetManifest(store.Latest);
        return planner.Background(manifest.NodeSegments).IsEmpty && planner.Background(manifest.EdgeSegments).IsEmpty;
    }

    /// <summary>Whether two versions have other segments below the newest one that both have.</summary>
    private static bool IsSameBelow(GraphStore store, int from, int to, Func<VersionManifest, ImmutableArray<SegmentDescriptor>> segments)
    {
        var (before, after) = (segments(store.GetManifest(new GraphVersion(from))), segments(store.GetManifest(new GraphVersion(to))));
        var newest = before.LastOrDefault(segment => after.Any(other => other.SegmentId == segment.SegmentId));
        return newest is not null && before.IndexOf(newest) + 1 > SegmentAlignment.OfFiles(before, after).SameBefore;
    }

    private static void Check(GraphStore store, List<GraphModel> models, int from, int to, int seed)
    {
        try
        {
            ModelCheck.SameDiff(store, new GraphVersion(from), new GraphVersion(to), models[from], models[to]);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"Versions {from} and {to}; replay with CHRONOGRAPH_SEED={seed}.", error);
        }
    }

    private static void Commit(GraphStore store, List<GraphModel> models, Random random, int changes)
    {
        var model = models[^1].Copy();
        using var batch = store.BeginBatch();
        for (var change = 0; change < changes; change++)
            Change(batch, model, random);
        batch.Commit();
        models.Add(model);
    }

    /// <summary>Upserts, some of them with the content that is there already, and deletions; several types between the same pair.</summary>
    private static void Change(GraphBatch batch, GraphModel model, Random random)
    {
        var (source, target) = (Id(random), Id(random));
        var metadata = random.Next(3) == 0 ? "" : $"{{\"line\":{random.Next(4)}}}";
        var node = new Node(source, $"T{random.Next(5)}", $"n{random.Next(400)}", $"f{random.Next(30)}.cs", (ulong)random.Next(3), metadata);
        if (random.Next(4) == 0 && model.Nodes.TryGetValue(source, out var same))
            node = random.Next(2) == 0 ? same : same with { Metadata = metadata };
        batch.Upsert(node);
        model.Nodes[source] = node;
        foreach (var type in new[] { "CALLS", "USES", "CONTAINS" }.Take(random.Next(4)))
        {
            batch.Upsert(new Edge(source, type, target, metadata));
            model.Edges[(source, type, target)] = new Edge(source, type, target, metadata);
        }

        if (random.Next(5) != 0)
            return;
        batch.DeleteNode(target);
        model.Nodes.Remove(target);
        foreach (var (from, type, to) in model.Edges.Keys.Where(key => key.Source == target).ToList())
        {
            batch.DeleteEdge(from, type, to);
            model.Edges.Remove((from, type, to));
        }
    }

    private static string Id(Random random) => $"node{random.Next(Nodes)}";

    /// <summary>Keeps the thread that merges from writing for as long as asked to.</summary>
    private sealed class HeldMerges : ForwardingFileSystem, IDisposable
    {
        private readonly ManualResetEventSlim _free = new(initialState: true);

        public void Hold() => _free.Reset();

        public void LetGo() => _free.Set();

        public override void Before(Operation operation, string path)
        {
            if (operation == Operation.Create && Thread.CurrentThread.Name == "Chronograph compaction")
                _free.Wait();
        }

        public void Dispose() => _free.Dispose();
    }
}
