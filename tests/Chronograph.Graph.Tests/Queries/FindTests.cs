using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class FindTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly GraphStore _store;

    public FindTests() => _store = GraphStore.Open(_directory.Path, Samples.Relaxed);

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("a", "", 1, 10, 11, 100)]
    [InlineData("a10", "", 10, 100)]
    [InlineData("", "src/b", 2, 20)]
    [InlineData("a1", "src/a10", 10, 100)]
    [InlineData("z", "")]
    public void A_prefix_finds_what_begins_so(string name, string file, params int[] expected)
    {
        _store.Commit(batch =>
        {
            foreach (var number in new[] { 1, 10, 11, 100 })
                batch.Upsert(new Node($"{number}", "T", $"a{number}", $"src/a{number}.cs"));
            foreach (var number in new[] { 2, 20 })
                batch.Upsert(new Node($"{number}", "T", $"b{number}", $"src/b{number}.cs"));
        });
        using var snapshot = _store.OpenLatest();
        var query = new NodeQuery { NamePrefix = name.Length == 0 ? null : name, FilePrefix = file.Length == 0 ? null : file };
        Assert.Equal(expected.Select(number => $"{number}").Order(), snapshot.Find(query).Select(node => node.SemanticId).Order());
    }

    [Fact]
    public void Pages_say_where_they_go_on_and_the_last_that_it_is_the_last()
    {
        using var snapshot = KnownGraphs.Commit(_store, KnownGraphs.Hypercube(7), commits: 3);
        var all = new List<Node>();
        NodeId? after = null;
        do
        {
            var report = new QueryReport();
            var page = snapshot.Find(new NodeQuery { Limit = 32, After = after }, report).ToList();
            all.AddRange(page);
            Assert.Equal(32, page.Count);
            Assert.Equal(all.Count < 128, report.Truncated);
            after = report.Resume;
        }
        while (after is not null);
        Assert.Equal(snapshot.Nodes(), all);
    }

    [Fact]
    public void A_segment_that_cannot_match_is_not_opened_even_when_it_is_gone()
    {
        for (var part = 0; part < 5; part++)
            _store.Commit(batch => batch.Upsert(Samples.Node($"n{part}", file: $"file{part}")));
        File.Delete(_directory["segments/seg_000002_nodes.seg"]);
        File.Delete(_directory["segments/seg_000005_nodes.seg"]);
        using var reader = GraphStore.OpenReadOnly(_directory.Path);
        using var snapshot = reader.OpenLatest();
        var report = new QueryReport();
        Assert.Equal("n2", Assert.Single(snapshot.Find(new NodeQuery { Type = "METHOD", File = "file2" }, report)).SemanticId);
        Assert.Equal((5, 4, 1), (report.SegmentsConsidered, report.SkippedByZoneMap, report.SegmentsOpened));
    }

    [Fact]
    public void A_newer_record_counts_before_the_filter_and_a_segment_that_overrides_is_asked()
    {
        _store.Commit(batch => batch.Upsert(Samples.Node("n", file: "old")));
        _store.Commit(batch => batch.Upsert(Samples.Node("other", file: "old")));
        _store.Commit(batch => batch.Upsert(Samples.Node("n", file: "new")));
        using var snapshot = _store.OpenLatest();
        var report = new QueryReport();
        Assert.Equal("other", Assert.Single(snapshot.Find(new NodeQuery { File = "old" }, report)).SemanticId);
        Assert.Equal((3, 0, 3), (report.SegmentsConsidered, report.SkippedByZoneMap, report.SegmentsOpened));
    }

    [Fact]
    public void A_report_counts_each_segment_once_however_often_a_query_asks_it()
    {
        _store.Commit(batch =>
        {
            foreach (var id in "abcde")
                batch.Upsert(Samples.Node($"{id}"));
            batch.Upsert(new Edge("a", "CALLS", "b"));
            batch.Upsert(new Edge("b", "CALLS", "a"));
        });
        _store.Commit(batch =>
        {
            batch.Upsert(Samples.Node("z", file: "elsewhere"));
            batch.Upsert(new Edge("y", "USES", "z"));
        });
        using var snapshot = _store.OpenLatest();
        foreach (var (expected, query) in Queries(snapshot))
        {
            var report = new QueryReport();
            query(report);
            Assert.Equal(
                expected, (report.SegmentsConsidered, report.SkippedByZoneMap, report.SkippedByFilter, report.SegmentsOpened));
            Assert.Equal(
                report.SegmentsConsidered, report.SkippedByZoneMap + report.SkippedByFilter + report.SegmentsOpened);
        }
    }

    private static IEnumerable<((int, int, int, int) Expected, Action<QueryReport> Query)> Queries(GraphSnapshot snapshot)
    {
        var a = NodeId.FromSemanticId("a");
        yield return ((2, 0, 1, 1), report => Assert.True(snapshot.TryRead(a, out _, report)));
        yield return ((2, 0, 1, 1), report => Assert.Equal(2, snapshot.Neighbors(a, EdgeDirection.Both, report: report).Count()));
        yield return ((2, 1, 0, 1), report => Assert.Equal(2, snapshot.Neighbors(a, EdgeDirection.Both, "CALLS", report).Count()));
        yield return ((2, 1, 0, 1), report => Assert.Single(snapshot.Find(new NodeQuery { File = "elsewhere" }, report)));
        yield return ((2, 0, 0, 2), report => Assert.Equal(6, snapshot.Find(new NodeQuery(), report).Count()));
        yield return ((2, 0, 0, 2), report => snapshot.Levels(new TraversalQuery { Start = a, Depth = 9 }, report));
        yield return ((4, 0, 2, 2), report =>
        {
            snapshot.TryRead(a, out _, report);
            foreach (var _ in snapshot.ScanEdges(a, EdgeDirection.Both, report: report))
            {
            }
        });
    }

    [Fact]
    public void A_walk_that_a_limit_ends_says_so()
    {
        using var snapshot = KnownGraphs.Commit(_store, KnownGraphs.Hypercube(6), commits: 1);
        var query = new TraversalQuery { Start = KnownGraphs.Id(0), Depth = 9, Limit = 10 };
        var report = new QueryReport();
        var levels = snapshot.Levels(query, report);
        Assert.Equal([1, 6, 4], levels.Counts);
        Assert.True(levels.Truncated && report.Truncated);
        Assert.Equal(10, snapshot.Traverse(query).Count());
        Assert.False(snapshot.Levels(query with { Limit = 63 }).Truncated);
    }

    [Fact]
    public void A_question_that_nothing_can_answer_is_refused_where_it_is_made()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NodeQuery { Limit = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new VersionFilter { Limit = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TraversalQuery { Start = KnownGraphs.Id(0), Limit = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TraversalQuery { Start = KnownGraphs.Id(0), Depth = -1 });
        Assert.Throws<ArgumentException>(() => new TraversalQuery { Start = KnownGraphs.Id(0), Type = "\ud83c" });
        Assert.Throws<ArgumentException>(() => new NodeQuery { NamePrefix = "\ud83c" });
    }

    [Fact]
    public void A_limit_of_nothing_finds_nothing_and_says_that_there_is_more()
    {
        using var snapshot = KnownGraphs.Commit(_store, KnownGraphs.Hypercube(3), commits: 1);
        var report = new QueryReport();
        Assert.Empty(snapshot.Find(new NodeQuery { Limit = 0 }, report));
        Assert.True(report.Truncated);
        Assert.True(snapshot.Levels(new TraversalQuery { Start = KnownGraphs.Id(0), Limit = 0 }) is { Counts: [1], Truncated: true });
        Assert.Equal([1], snapshot.Levels(new TraversalQuery { Start = KnownGraphs.Id(0), Depth = 0 }).Counts);
    }

    [Fact]
    public void A_cancelled_question_ends()
    {
        using var snapshot = KnownGraphs.Commit(_store, KnownGraphs.Hypercube(6), commits: 2);
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(() => snapshot.Find(new NodeQuery(), cancellation: cancelled).ToList());
        Assert.ThrowsAny<OperationCanceledException>(() => snapshot.Levels(new TraversalQuery { Start = KnownGraphs.Id(0), Depth = 9 }, cancellation: cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => snapshot.ShortestPath(KnownGraphs.Id(0), KnownGraphs.Id(63), cancellation: cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => snapshot.Components(cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => snapshot.Statistics(cancelled));

        var edge = snapshot.Neighbors(KnownGraphs.Id(0), EdgeDirection.Out).First().Edge;
        _store.Commit(batch => batch.DeleteEdge(edge.Source, edge.Type, edge.Target));
        using var counted = _store.OpenLatest(); // one by one: a tombstone takes an edge away
        Assert.Equal(5, counted.Degree(KnownGraphs.Id(0), EdgeDirection.Out, cancellation: CancellationToken.None));
        Assert.ThrowsAny<OperationCanceledException>(() => counted.Degree(KnownGraphs.Id(0), EdgeDirection.Out, cancellation: cancelled));
    }
}
