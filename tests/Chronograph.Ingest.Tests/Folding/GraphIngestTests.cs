using Chronograph.Graph;
using Chronograph.Testing;

namespace Chronograph.Ingest.Tests;

public class GraphIngestTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_marker_makes_a_version_with_its_tags_its_time_and_the_position_in_the_log()
    {
        using var directory = new TemporaryDirectory();
        var marker = Append(directory, draft => draft.Upsert(new Node("a", "T", "A", "a.cs")),
            new CommitMarker { Tags = new Dictionary<string, string> { ["commit"] = "1f" }, CreatedAt = Monday });
        Assert.Equal(new IngestResult(2, 1, 0, new GraphVersion(1)), Ingest(directory));

        using var store = GraphStore.OpenReadOnly(directory["graph"]);
        var info = store.GetVersion(store.Latest);
        Assert.Equal("1f", info.Tags["commit"]);
        Assert.Equal(Monday, info.CreatedAt);
        Assert.Equal(marker, info.Sources["log"]);
        Assert.Equal(1, info.Nodes);
    }

    [Fact]
    public void Each_message_is_folded_once_however_often_ingest_runs()
    {
        using var directory = new TemporaryDirectory();
        Append(directory, draft => draft.Upsert(new Node("a", "T", "A", "a.cs")));
        Ingest(directory);
        Assert.Equal(new IngestResult(0, 0, 0, new GraphVersion(1)), Ingest(directory));
        Append(directory, draft => draft.DeleteNode("a"));
        Assert.Equal(new IngestResult(2, 1, 0, new GraphVersion(2)), Ingest(directory));
    }

    [Fact]
    public void A_draft_that_is_abandoned_leaves_nothing()
    {
        using var directory = new TemporaryDirectory();
        using (var changes = ChangeLog.Open(directory["log"]))
        {
            using (var draft = changes.BeginVersion())
                draft.Upsert(new Node("a", "T", "A", "a.cs"));
            using var next = changes.BeginVersion();
            next.Upsert(new Node("b", "T", "B", "b.cs"));
            next.Commit(new CommitMarker());
        }

        Ingest(directory);
        Assert.Equal(["b"], ContentOf(directory["graph"], 1).Nodes.Select(node => node.SemanticId));
    }

    [Fact]
    public void Changes_behind_the_last_marker_wait_for_theirs()
    {
        using var directory = new TemporaryDirectory();
        using var changes = ChangeLog.Open(directory["log"]);
        using var encoder = new ChangeEncoder();
        changes.Log.Append(encoder.Encode(new Node("a", "T", "A", "a.cs")), (ushort)MessageKind.UpsertNode);
        changes.Log.Flush();
        using (var ingest = GraphIngest.Open(directory["log"], directory["graph"]))
        {
            Assert.Equal(new IngestResult(1, 0, 0, GraphVersion.None), ingest.Run(TestContext.Current.CancellationToken));
            changes.Log.Append(encoder.Encode(new CommitMarker()), (ushort)MessageKind.Commit);
            changes.Log.Flush();
            Assert.Equal(new IngestResult(1, 1, 0, new GraphVersion(1)), ingest.Run(TestContext.Current.CancellationToken));
        }

        Assert.Single(ContentOf(directory["graph"], 1).Nodes);
    }

    [Fact]
    public void A_store_rebuilt_from_its_log_holds_the_same_versions()
    {
        using var directory = new TemporaryDirectory();
        var random = Randomness.Create(out var seed);
        for (var version = 0; version < 12; version++)
        {
            Append(directory, draft => RandomChanges(random, draft), new CommitMarker { Tags = new Dictionary<string, string> { ["n"] = $"{version}" } });
            if (random.Next(2) == 0)
                Ingest(directory);
        }

        Ingest(directory);
        Directory.Move(directory["graph"], directory["first"]);
        Ingest(directory);
        for (var version = 1; version <= 12; version++)
        {
            var (first, second) = (ContentOf(directory["first"], version), ContentOf(directory["graph"], version));
            Assert.True(first.Nodes.SequenceEqual(second.Nodes), $"seed {seed}, version {version}: nodes differ");
            Assert.True(first.Edges.SequenceEqual(second.Edges), $"seed {seed}, version {version}: edges differ");
            Assert.Equal(first.Info.CreatedAt, second.Info.CreatedAt);
            Assert.Equal(first.Info.Tags, second.Info.Tags);
        }
    }

    [Fact]
    public void Folding_agrees_with_a_model_under_random_changes()
    {
        using var directory = new TemporaryDirectory();
        var random = Randomness.Create(out var seed);
        var model = new ChangeModel();
        using var changes = ChangeLog.Open(directory["log"]);
        using var ingest = GraphIngest.Open(directory["log"], directory["graph"]);
        for (var version = 1; version <= 60; version++)
        {
            using var draft = changes.BeginVersion();
            for (var change = random.Next(8); change > 0; change--)
                model.ApplyRandom(random, draft);
            draft.Commit(new CommitMarker());
            ingest.Run(TestContext.Current.CancellationToken);

            using var store = GraphStore.OpenReadOnly(directory["graph"]);
            using var snapshot = store.OpenLatest();
            Assert.True(model.Nodes.SetEquals(snapshot.Nodes()), $"seed {seed}, version {version}: nodes differ");
            Assert.True(model.Edges.SetEquals(snapshot.Edges()), $"seed {seed}, version {version}: edges differ");
        }
    }

    [Fact]
    public void A_run_that_is_cancelled_anywhere_goes_on_where_it_was()
    {
        using var directory = new TemporaryDirectory();
        for (var version = 0; version < 3; version++)
            Append(directory, draft => draft.Upsert(new Node($"n{version}", "T", "", "")));
        using var ingest = GraphIngest.Open(directory["log"], directory["graph"]);
        for (var stop = 1; stop <= 6; stop++)
        {
            using var cancellation = new CancellationTokenSource();
            var progress = new InlineProgress(_ => cancellation.Cancel());
            if (stop < 6)
                Assert.Throws<OperationCanceledException>(() => ingest.Run(progress, cancellation.Token));
            else
                ingest.Run(progress, cancellation.Token);
        }

        Assert.Equal(["n0"], ContentOf(directory["graph"], 1).Nodes.Select(node => node.SemanticId));
        Assert.Equal(3, ContentOf(directory["graph"], 3).Nodes.Count);
    }

    [Fact]
    public void A_version_that_was_published_but_not_flushed_is_folded_once()
    {
        using var directory = new TemporaryDirectory();
        using (var changes = ChangeLog.Open(directory["live"], new() { SegmentSize = 64 * 1024 }))
        {
            using var encoder = new ChangeEncoder();
            using var batch = changes.Log.BeginBatch();
            batch.Append(encoder.Encode(new Node("a", "T", "A", "a.cs")), (ushort)MessageKind.UpsertNode);
            batch.Append(encoder.Encode(new CommitMarker()), (ushort)MessageKind.Commit);
            batch.Commit();
            CopyAsKilled(directory["live"], directory["log"]);
            CopyAsKilled(directory["live"], directory["other/log"]);
        }

        using (var again = ChangeLog.Open(directory["log"]))
            Assert.Equal(new IngestResult(2, 1, 0, new GraphVersion(1)), Ingest(directory));
        using var alone = GraphIngest.Open(directory["other/log"], directory["other/graph"]);
        Assert.Equal(new IngestResult(2, 1, 0, new GraphVersion(1)), alone.Run(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_log_that_lost_its_control_file_is_folded_all_the_same()
    {
        using var directory = new TemporaryDirectory();
        Append(directory, draft => draft.Upsert(new Node("a", "T", "A", "a.cs")));
        File.Delete(directory["log/control.meta"]);
        Assert.Equal(new IngestResult(2, 1, 0, new GraphVersion(1)), Ingest(directory));
    }

    [Fact]
    public void A_tag_that_no_version_can_have_is_refused_by_the_producer_and_set_aside_by_ingest()
    {
        using var directory = new TemporaryDirectory();
        using (var changes = ChangeLog.Open(directory["log"]))
        {
            using (var draft = changes.BeginVersion())
                Assert.Throws<ArgumentException>(() => draft.Commit(new CommitMarker { Tags = new Dictionary<string, string> { ["a=b"] = "c" } }));
            changes.Log.Append("""{"tags":{"a=b":"c"}}"""u8, (ushort)MessageKind.Commit);
            changes.Log.Append("{}"u8, (ushort)MessageKind.Commit);
        }

        Assert.Equal(new IngestResult(2, 1, 1, new GraphVersion(1)), Ingest(directory));
    }

    [Fact]
    public void The_status_tells_how_far_the_store_is_and_creates_nothing()
    {
        using var directory = new TemporaryDirectory();
        var marker = Append(directory, draft => draft.Upsert(new Node("a", "T", "A", "a.cs")));
        Assert.Equal(new IngestStatus("log", 0, marker, GraphVersion.None, 0), GraphIngest.Status(directory["log"], directory["graph"]));
        Assert.False(Directory.Exists(directory["graph"]));
        Ingest(directory);
        Assert.Equal(0, GraphIngest.Status(directory["log"], directory["graph"]).Lag);
    }

    [Fact]
    public void A_log_that_ends_before_what_the_store_holds_is_refused()
    {
        using var directory = new TemporaryDirectory();
        Append(directory, draft => draft.Upsert(new Node("a", "T", "A", "a.cs")));
        Ingest(directory);
        Directory.Delete(directory["log"], recursive: true);
        ChangeLog.Open(directory["log"]).Dispose();
        var error = Assert.Throws<LogMismatchException>(() => Ingest(directory));
        Assert.Equal((2, 0), (error.IngestedSequence, error.HeadSequence));
    }

    [Fact]
    public void A_replacement_that_speaks_of_another_file_is_refused_by_the_producer()
    {
        using var directory = new TemporaryDirectory();
        using var changes = ChangeLog.Open(directory["log"]);
        using var draft = changes.BeginVersion();
        Assert.Throws<ArgumentException>(() => draft.ReplaceFile("a.cs", [new Node("a", "T", "A", "b.cs")], []));
        Assert.Throws<ArgumentException>(() => draft.ReplaceFile("a.cs", [], [new Edge("a", "T", "b")]));
    }

    private static long Append(TemporaryDirectory directory, Action<VersionDraft> change, CommitMarker? marker = null)
    {
        using var changes = ChangeLog.Open(directory["log"], new() { SegmentSize = 64 * 1024 });
        using var draft = changes.BeginVersion();
        change(draft);
        return draft.Commit(marker ?? new CommitMarker());
    }

    private static void CopyAsKilled(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(file => Path.GetFileName(file) != "writer.lock"))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private sealed class InlineProgress(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }

    private static void RandomChanges(Random random, VersionDraft draft)
    {
        for (var change = random.Next(200); change > 0; change--)
        {
            var (a, b) = ($"n{random.Next(50)}", $"n{random.Next(50)}");
            switch (random.Next(5))
            {
                case 0: draft.DeleteNode(a); break;
                case 1: draft.DeleteEdge(a, "T", b); break;
                case 2: draft.Upsert(new Edge(a, "T", b, $"{random.Next(3)}")); break;
                default: draft.Upsert(new Node(a, "T", b, "f", (ulong)random.Next(3))); break;
            }
        }
    }

    private static IngestResult Ingest(TemporaryDirectory directory)
    {
        using var ingest = GraphIngest.Open(directory["log"], directory["graph"]);
        return ingest.Run(TestContext.Current.CancellationToken);
    }

    private static (VersionInfo Info, List<Node> Nodes, List<Edge> Edges) ContentOf(string directory, long version)
    {
        using var store = GraphStore.OpenReadOnly(directory);
        using var snapshot = store.OpenSnapshot(new GraphVersion(version));
        return (snapshot.Info, [.. snapshot.Nodes()], [.. snapshot.Edges()]);
    }
}
