using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Chronograph.Graph;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>What a record diff costs for each row of the segments that two versions do not share.</summary>
internal sealed class DiffBenchmark(GraphStore store, int nodes, CancellationToken stop)
{
    private const int Rounds = 21;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1); // until the code is compiled for good
    private const int Shared = 100; // of the graph one in so many changes

    private int Part => nodes / Shared;

    public static Command Command()
    {
        var directory = new Argument<string>("DIRECTORY") { Description = "Where a store is made, and removed afterwards." };
        var rows = new Option<int>("--rows") { Description = "Records of the graph, half of them edges.", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("versions-diff", "The record diff of versions that share most of their segments, and of versions that share none.") { directory, rows };
        command.SetAction((parsed, stop) =>
        {
            var path = Path.Combine(parsed.GetValue(directory)!, "diff" + Guid.NewGuid().ToString("N"));
            var options = new GraphStoreOptions { Durability = CommitDurability.Relaxed };
            using (var store = GraphStore.Open(path, options))
                new DiffBenchmark(store, parsed.GetValue(rows) / 2, stop).Run();
            using (var store = GraphStore.Open(path, options with { CompactInBackground = true }))
                new DiffBenchmark(store, parsed.GetValue(rows) / 2, stop).RunBesideMerges();
            Directory.Delete(path, recursive: true);
            return Task.CompletedTask;
        });
        return command;
    }

    private void Run()
    {
        Console.WriteLine(Machine.Describe());
        ResultTable.Heading("Record diff", ["versions", "share", "rows not shared", "differ", "floor: ids walked", "floor: reads of a lookup", "count, ms a million rows", "scan, ms a million rows", "list, ms a million rows"]);
        var all = Commit(0, nodes, stamp: 0);
        Measure("a hundredth added", all, Commit(nodes, Part, stamp: 0));
        var before = store.Latest;
        Measure("a hundredth changed", before, Commit(0, Part, stamp: 1));
        before = store.Latest;
        Measure("ten commits that change", before, CommitMany(10, Part / 10));
        before = store.Latest;
        Measure("the same after a compaction", before, store.Compact().Version.Version);
        Measure("a hundredth changed since before that", before, Commit(Part, Part, stamp: 1));
    }

    /// <summary>Versions with many commits, and merges in the background, between them.</summary>
    private void RunBesideMerges()
    {
        const int Commits = 100;
        var before = store.Latest;
        var after = CommitMany(Commits, Part / 20);
        while (SpinWait.SpinUntil(() => store.Latest != after, TimeSpan.FromSeconds(1)))
            after = store.Latest;
        Measure($"a hundred commits that change, {after.Number - before.Number - Commits} merges between", before, after);
    }

    /// <summary>Commits that follow one another and change other records each.</summary>
    private GraphVersion CommitMany(int commits, int each)
    {
        for (var commit = 0; commit < commits; commit++)
            Commit(2 * Part + commit * each, each, stamp: 1 + commits);
        return store.Latest;
    }

    private GraphVersion Commit(int first, int count, int stamp)
    {
        using var batch = store.BeginBatch();
        for (var node = first; node < first + count; node++)
        {
            var record = GeneratedGraph.Node(node);
            batch.Upsert(record with { ContentHash = (ulong)stamp + 1 });
            batch.Upsert(new Edge(record.SemanticId, "CALLS", GeneratedGraph.SemanticId(Math.Max(0, node - 1)), $"{{\"line\":{stamp}}}"));
        }

        return batch.Commit().Version;
    }

    private void Measure(string what, GraphVersion from, GraphVersion to)
    {
        var segments = store.DiffSegments(from, to);
        var rows = Rows(segments.Added) + Rows(segments.Removed);
        using var diff = store.Diff(from, to);
        var (counts, scans, lists, differ) = (new List<double>(), new List<double>(), new List<double>(), 0L);
        using var floor = new DiffFloor(nodes);
        var (walks, reads) = (new List<double>(), new List<double>());
        Time(walks, () => floor.ReadIds((int)Math.Min(rows, nodes)));
        Time(reads, () => floor.LookUp(Part));
        Time(counts, () => differ = Sum(diff.Count()));
        Time(scans, () => Scan(diff));
        Time(lists, () => _ = diff.Nodes().Count() + diff.Edges().Count());
        ResultTable.Row([
            what, $"{100.0 * Rows(segments.Unchanged) / (Rows(segments.Unchanged) + rows):0} %", ResultTable.Count(rows), ResultTable.Count(differ),
            PerMillion(walks, Math.Min(rows, nodes)), PerMillion(reads, 2 * Part), PerMillion(counts, rows), PerMillion(scans, rows), PerMillion(lists, rows)]);
    }

    /// <summary>Lists without copying to the heap, and reads of each change what a listing prints first.</summary>
    private static long Scan(GraphDiff diff)
    {
        var bytes = 0L;
        foreach (var node in diff.ScanNodes())
            bytes += (node.Kind == ChangeKind.Removed ? node.Before : node.After).SemanticId.Length;
        foreach (var edge in diff.ScanEdges())
            bytes += edge.TargetSemanticId.Length;
        return bytes;
    }

    private void Time(List<double> times, Action step)
    {
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < WarmUp;)
            step();
        for (var round = 0; round < Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            var start = Stopwatch.GetTimestamp();
            step();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    private static string PerMillion(List<double> times, long rows) =>
        (Median.Of(times) * 1_000_000 / rows).ToString("0.0", CultureInfo.InvariantCulture);

    private static long Rows(IEnumerable<SegmentReference> segments) =>
        segments.Sum(segment => segment.Descriptor.RecordCount + segment.Descriptor.TombstoneCount);

    private static long Sum(DiffCounts counts) =>
        counts.NodesAdded + counts.NodesRemoved + counts.NodesChanged + counts.NodesTouched
        + counts.EdgesAdded + counts.EdgesRemoved + counts.EdgesChanged;
}
