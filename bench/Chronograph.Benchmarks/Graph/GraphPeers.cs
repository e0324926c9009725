using System.Diagnostics;
using Chronograph.Graph;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>The same graph and the same questions, answered by Chronograph, SQLite and, where its npm package is installed, Kuzu in one run; the answers must agree.</summary>
internal static class GraphPeers
{
    private const int Questions = 1_000;

    public static IEnumerable<GraphSpeedFigure> Measure(string directory, GeneratedGraph graph, CancellationToken stop)
    {
        if (Directory.Exists(directory))
            Directory.Delete(directory, recursive: true);
        Directory.CreateDirectory(directory);
        var load = GeneratedStore.Compacted(Path.Combine(directory, "graph"), graph, stop);
        using var store = GraphStore.OpenReadOnly(Path.Combine(directory, "graph"));
        using var snapshot = store.OpenLatest();
        using var sqlite = new SqliteGraph(Path.Combine(directory, "graph.sqlite"));
        var sqliteLoad = Time(() => sqlite.Load(graph, stop));
        var random = new Random(4);
        string[] ids = [.. Enumerable.Range(0, Questions).Select(_ => GeneratedGraph.SemanticId(random.Next(graph.Nodes)))];
        string[] files = [.. Enumerable.Range(0, Questions / 10).Select(_ => GeneratedGraph.File(random.Next(graph.Nodes)))];

        yield return new("load, Chronograph (compacted)", load.Total.TotalSeconds, "s");
        yield return new("load, SQLite (indexes included)", sqliteLoad, "s");
        yield return new("size, Chronograph", snapshot.Statistics(stop).Bytes / 1048576.0, "MiB");
        yield return new("size, SQLite", sqlite.Bytes / 1048576.0, "MiB");
        var kuzu = KuzuGraph.Run(Path.Combine(directory, "kuzu"), graph, ids, files);
        if (kuzu is not null)
        {
            yield return new("load, Kuzu (from CSV)", kuzu.Load, "s");
            yield return new("size, Kuzu", kuzu.Size / 1048576.0, "MiB");
        }

        foreach (var figure in Compare("node by semantic id", ids, id => snapshot.TryGetNode(id, out var node) ? node.Name.Length : 0, sqlite.NameLength, kuzu?.Node))
            yield return figure;
        foreach (var figure in Compare("one hop out, semantic ids read", ids, id => Hop(snapshot, id), sqlite.Hop, kuzu?.Hop))
            yield return figure;
        foreach (var figure in Compare("two hops, counted", ids, id => TwoHops(snapshot, id, stop), sqlite.TwoHops, kuzu?.TwoHops))
            yield return figure;
        foreach (var figure in Compare("nodes by type and file", files, file => snapshot.Find(Query(file)).Count(), sqlite.Filter, kuzu?.Filter))
            yield return figure;
    }

    private static NodeQuery Query(string file) => new() { Type = "METHOD", File = file };

    private static long Hop(GraphSnapshot snapshot, string id)
    {
        var bytes = 0L;
        foreach (var edge in snapshot.ScanEdges(NodeId.FromSemanticId(id), EdgeDirection.Out))
            bytes += edge.OtherSemanticId.Length;
        return bytes;
    }

    /// <summary>The distinct nodes two edges away along some path, as the query of SQLite counts them.</summary>
    private static long TwoHops(GraphSnapshot snapshot, string id, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var seen = new HashSet<NodeId>();
        foreach (var first in snapshot.ScanEdges(NodeId.FromSemanticId(id), EdgeDirection.Out))
        {
            foreach (var second in snapshot.ScanEdges(first.OtherId, EdgeDirection.Out))
                seen.Add(second.OtherId);
        }

        return seen.Count;
    }

    private static IEnumerable<GraphSpeedFigure> Compare(string what, string[] asked, Func<string, long> own, Func<string, long> sqlite, KuzuAnswer? kuzu)
    {
        var sum = asked.Sum(own);
        if (sum != asked.Sum(sqlite) || (kuzu is not null && sum != kuzu.Sum))
            throw new InvalidDataException($"Chronograph, SQLite and Kuzu do not agree on: {what}.");
        yield return new($"{what}, Chronograph", Time(() => asked.Sum(own)) / asked.Length * 1e6, "µs");
        yield return new($"{what}, SQLite", Time(() => asked.Sum(sqlite)) / asked.Length * 1e6, "µs");
        if (kuzu is not null)
            yield return new($"{what}, Kuzu", kuzu.Microseconds, "µs");
    }

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
