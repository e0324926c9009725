namespace Chronograph.Graph.Tests;

/// <summary>Small graphs that several tests use.</summary>
internal static class Samples
{
    public static GraphStoreOptions Relaxed { get; } = new() { Durability = CommitDurability.Relaxed };

    public static DateTimeOffset Time { get; } = new(2024, 5, 6, 7, 8, 9, TimeSpan.Zero);

    public static Node Node(string id, string file = "a.cs", ulong hash = 1, string metadata = "") =>
        new(id, "METHOD", "name of " + id, file, hash, metadata);

    public static VersionInfo Commit(this GraphStore store, Action<GraphBatch> change, CommitOptions? options = null)
    {
        using var batch = store.BeginBatch();
        change(batch);
        return batch.Commit(options);
    }

    /// <summary>One version with so many nodes, each with two edges.</summary>
    public static void WriteOneVersion(GraphStore store, int nodes) => store.Commit(
        batch =>
        {
            for (var node = 0; node < nodes; node++)
            {
                batch.Upsert(new Node($"node {node}", node % 3 == 0 ? "CLASS" : "METHOD", $"Name{node % 7}", $"file{node / 10}.cs", (ulong)node));
                batch.Upsert(new Edge($"node {node}", "CALLS", $"node {node * 7 % nodes}"));
                batch.Upsert(new Edge($"node {node}", "CONTAINS", $"node {(node + 1) % nodes}", $"{{\"line\":{node}}}"));
            }
        },
        new CommitOptions { CreatedAt = Time });

    /// <summary>Three versions: two classes with methods, then a method that moves and one that goes, then a rename.</summary>
    public static void WriteThreeVersions(GraphStore store)
    {
        store.Commit(
            batch =>
            {
                batch.Upsert(new Node("a.cs->CLASS->A", "CLASS", "A", "a.cs", 7, "{\"lines\":[1,20]}"));
                batch.Upsert(new Node("a.cs->METHOD->Run[in:A]", "METHOD", "Run", "a.cs", 8, "{\"lines\":[3,9]}"));
                batch.Upsert(new Node("b.cs->CLASS->Größe", "CLASS", "Größe", "b.cs", 9));
                batch.Upsert(new Node("EXTERNAL->System.Console", "EXTERNAL", "Console", ""));
                batch.Upsert(new Edge("a.cs->CLASS->A", "CONTAINS", "a.cs->METHOD->Run[in:A]"));
                batch.Upsert(new Edge("a.cs->METHOD->Run[in:A]", "CALLS", "EXTERNAL->System.Console", "{\"line\":4}"));
                batch.Upsert(new Edge("a.cs->METHOD->Run[in:A]", "CREATES", "b.cs->CLASS->Größe"));
                batch.Upsert(new Edge("a.cs->METHOD->Run[in:A]", "CALLS", "nowhere"));
            },
            new CommitOptions { CreatedAt = Time, Tags = new Dictionary<string, string> { ["commit"] = "aaa", ["subject"] = "First \"light\"" }, Sources = new Dictionary<string, long> { ["log"] = 9 } });
        store.Commit(
            batch =>
            {
                batch.Upsert(new Node("a.cs->METHOD->Run[in:A]", "METHOD", "Run", "a.cs", 8, "{\"lines\":[5,11]}"));
                batch.DeleteNode("b.cs->CLASS->Größe");
                batch.DeleteEdge("a.cs->METHOD->Run[in:A]", "CREATES", "b.cs->CLASS->Größe");
            },
            new CommitOptions { CreatedAt = Time.AddDays(1), Tags = new Dictionary<string, string> { ["commit"] = "bbb" }, Sources = new Dictionary<string, long> { ["log"] = 14 } });
        store.Commit(
            batch => batch.Upsert(new Node("a.cs->CLASS->A", "CLASS", "A", "a.cs", 77, "{\"lines\":[1,20]}")),
            new CommitOptions { CreatedAt = Time.AddDays(2), Tags = new Dictionary<string, string> { ["commit"] = "ccc" } });
    }

    public static StoreVerification Verify(string directory) =>
        GraphStore.Verify(directory, progress: null, TestContext.Current.CancellationToken);

    /// <summary>Every answer of every version as text, to compare two stores with.</summary>
    public static string Everything(GraphStore store, long from = 1)
    {
        var text = new System.Text.StringBuilder();
        for (var number = store.Latest.Number; number >= from; number--)
            Append(text, store, new GraphVersion(number), from);
        return text.ToString();
    }

    private static void Append(System.Text.StringBuilder text, GraphStore store, GraphVersion version, long from)
    {
        using var snapshot = store.OpenSnapshot(version);
        text.AppendLine($"{version} {snapshot.Info.Nodes} {snapshot.Info.Edges} {snapshot.Info.CreatedAt:O} {string.Join(',', snapshot.Info.Tags)}");
        foreach (var node in snapshot.Nodes())
        {
            text.AppendLine(node.ToString());
            foreach (var neighbor in snapshot.Neighbors(node.Id, EdgeDirection.Both))
                text.AppendLine($"  {neighbor.Direction} {neighbor.Edge}");
            text.AppendLine(string.Join(' ', snapshot.Levels(new TraversalQuery { Start = node.Id, Depth = 3 }).Counts));
        }

        foreach (var node in snapshot.Find(new NodeQuery { Type = "METHOD", File = "a.cs" }))
            text.AppendLine("found " + node.SemanticId);
        foreach (var edge in snapshot.Edges())
            text.AppendLine(edge.ToString());
        var statistics = snapshot.Statistics();
        text.AppendLine(string.Join(',', statistics.NodeTypes) + string.Join(',', statistics.EdgeTypes));
        if (version.Number == from && from > 1)
            return;
        using var diff = store.Diff(new GraphVersion(version.Number - 1), version);
        text.AppendLine(diff.Count().ToString());
    }
}
