using System.Text.Json;
using Chronograph.Graph;
using Chronograph.Testing;

namespace Chronograph.Cli.Tests;

/// <summary>The lines of a diff say everything: applied to the one version, they give the other.</summary>
public sealed class Graph_diff_applied : IDisposable
{
    private const int Names = 40;

    private readonly TemporaryDirectory _directory = new();

    private string Store => _directory["store"];

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void From_with_the_diff_is_to_in_both_directions_and_across_a_compaction()
    {
        var random = Randomness.Create(out _);
        using (var store = GraphStore.Open(Store, new GraphStoreOptions { Durability = CommitDurability.Relaxed }))
        {
            for (var version = 1; version <= 12; version++)
                Commit(store, random);
            store.Compact();
            Commit(store, random);
        }

        foreach (var (from, to) in new[] { ("3", "5"), ("2", "14"), ("14", "2"), ("12", "13") })
            Assert.Equal(Records(to), Apply(Records(from), from, to));
    }

    private static void Commit(GraphStore store, Random random)
    {
        using var batch = store.BeginBatch();
        for (var change = 0; change < 15; change++)
        {
            var (one, other) = ($"n{random.Next(Names)}", $"n{random.Next(Names)}");
            var metadata = random.Next(3) == 0 ? "" : $"{{\"line\":{random.Next(5)}}}";
            switch (random.Next(5))
            {
                case 0:
                    batch.DeleteNode(one);
                    break;
                case 1:
                    batch.DeleteEdge(one, "CALLS", other);
                    break;
                case 2:
                    batch.Upsert(new Edge(one, "CALLS", other, metadata));
                    break;
                default:
                    batch.Upsert(new Node(one, $"T{random.Next(3)}", one, $"f{random.Next(3)}", (ulong)random.Next(3), metadata));
                    break;
            }
        }

        batch.Commit();
    }

    /// <summary>Every record of a version as text, by what identifies it.</summary>
    private SortedDictionary<string, string> Records(string version)
    {
        var (nodes, edges) = (_directory["nodes.jsonl"], _directory["edges.jsonl"]);
        Tool.Run("graph", "export", Store, "--at", version, "--nodes", nodes, "--edges", edges).Succeeds();
        var records = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(nodes).Concat(File.ReadLines(edges)))
        {
            using var record = JsonDocument.Parse(line);
            records.Add(Key(record.RootElement), Content(record.RootElement));
        }

        return records;
    }

    private SortedDictionary<string, string> Apply(SortedDictionary<string, string> records, string from, string to)
    {
        foreach (var line in Tool.Run("graph", "diff", Store, from, to, "--records", "--format", "json").Succeeds().JsonLines)
        {
            var change = line.GetProperty("change").GetString();
            if (change is not "added")
                Assert.Equal(records[Key(line)], Content(change is "removed" ? line : line.GetProperty("before")));
            records.Remove(Key(line));
            if (change is not "removed")
                records.Add(Key(line), Content(line));
        }

        return records;
    }

    private static string Key(JsonElement record) => record.TryGetProperty("semantic_id", out var id)
        ? $"node {id}"
        : $"edge {record.GetProperty("src")} {record.GetProperty("type")} {record.GetProperty("dst")}";

    private static string Content(JsonElement record) => string.Join(' ', new[] { "type", "name", "file", "content_hash", "metadata" }
        .Select(field => record.TryGetProperty(field, out var value) ? value.GetRawText() : "null"));
}
