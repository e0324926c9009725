using System.Globalization;
using Chronograph.Selftest;
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

    [Fact]
    public void A_commit_in_two_steps_starts_a_merge_like_any_other()
    {
        const int commits = 6;
        using var store = GraphStore.Open(_directory.Path, Eager);
        for (var round = 0; round < commits; round++)
        {
            using var batch = store.BeginBatch();
            batch.Upsert(Samples.Node($"n{round}"));
            batch.Prepare().Commit();
        }

        Assert.True(SpinWait.SpinUntil(() => store.GetVersion(store.Latest).Segments <= Eager.Planner.Few, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_merge_that_the_disk_refuses_leaves_no_file_and_the_next_one_goes_on()
    {
        const int mostCommits = 1000;
        var files = new RefusedMerges();
        using (var store = GraphStore.Open(_directory.Path, Eager with { Files = files }))
        {
            for (var commits = 0; commits < mostCommits && store.Latest.Number == commits; commits++)
            {
                store.Commit(batch => batch.Upsert(Samples.Node($"n{commits}")));
                Thread.Sleep(1); // lets the merge come to it
            }
        }

        Assert.Equal(RefusedMerges.Most, files.Refused);
        using var left = GraphStore.OpenReadOnly(_directory.Path);
        var named = Enumerable.Range(1, (int)left.Latest.Number).SelectMany(version => left.GetManifest(new GraphVersion(version)).Segments);
        Assert.Equal(
            named.Select(segment => segment.Name.FileName).Distinct().Order(StringComparer.Ordinal),
            Directory.GetFiles(_directory["segments"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
    }

    private static GraphStoreOptions Eager { get; } =
        Samples.Relaxed with { CompactInBackground = true, Planner = new TailPlanner { SmallRows = 1, Few = 2 } };

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

    /// <summary>Refuses the first writes of the thread that merges.</summary>
    private sealed class RefusedMerges : ForwardingFileSystem
    {
        public const int Most = 2;

        private int _refused;

        public int Refused => Volatile.Read(ref _refused);

        public override void Before(Operation operation, string path)
        {
            if (operation != Operation.Write || Thread.CurrentThread.Name != "Chronograph compaction" || _refused == Most)
                return;
            Interlocked.Increment(ref _refused);
            throw new IOException($"Writing {path} was refused.");
        }
    }
}
