using System.Globalization;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class BackgroundCompactionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Commits_go_on_while_segments_are_merged_and_nothing_is_lost()
    {
        const int commits = 90;
        using (var store = GraphStore.Open(_directory.Path, Samples.Relaxed with { CompactInBackground = true }))
        {
            for (var round = 0; round < commits; round++)
            {
                using var before = store.OpenLatest();
                var nodes = before.Info.Nodes;
                store.Commit(batch => Change(batch, round));
                Assert.Equal(nodes, before.Nodes().Count());
            }

            SpinWait.SpinUntil(() => store.GetVersion(store.Latest).Segments <= 2 * 9, TimeSpan.FromSeconds(30));
            Assert.InRange(store.GetVersion(store.Latest).Segments, 2, 2 * 9);
            Assert.True(store.Latest.Number > commits, "No merge was committed.");
            using var snapshot = store.OpenLatest();
            Assert.Equal(Expected(commits), snapshot.Nodes().OrderBy(node => node.SemanticId, StringComparer.Ordinal).Select(node => $"{node.SemanticId} {node.Metadata}"));
            Assert.Equal(commits * 10, snapshot.Edges().Count());
        }

        Assert.Equal([], Samples.Verify(_directory.Path).Damage);
    }

    private static void Change(GraphBatch batch, int round)
    {
        for (var index = 0; index < 400; index++)
            batch.Upsert(Samples.Node($"n{round * 200 + index:D6}", metadata: round.ToString(CultureInfo.InvariantCulture)));
        for (var index = 0; index < 10; index++)
            batch.Upsert(new Edge($"n{round:D4}", "T", $"m{index}"));
        batch.DeleteNode($"n{round * 200:D6}");
    }

    private static IEnumerable<string> Expected(int commits)
    {
        var nodes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < commits; round++)
        {
            for (var index = 0; index < 400; index++)
                nodes[$"n{round * 200 + index:D6}"] = round;
            nodes.Remove($"n{round * 200:D6}");
        }

        return nodes.Select(node => $"{node.Key} {node.Value}");
    }
}
