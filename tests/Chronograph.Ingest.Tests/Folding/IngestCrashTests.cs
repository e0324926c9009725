using Chronograph.Graph;
using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Ingest.Tests;

public class IngestCrashTests
{
    private const int Versions = 3;

    [Fact]
    public void Dying_before_any_operation_on_the_store_neither_loses_nor_repeats_a_change()
    {
        using var directory = new TemporaryDirectory();
        WriteLog(directory["log"]);
        Ingest(directory["log"], directory["whole"], new GraphStoreOptions());
        var expected = Content(directory["whole"]);

        var deaths = 0;
        for (var died = true; died; deaths++)
        {
            var graph = directory[$"died{deaths}"];
            died = DiesDuring(directory["log"], graph, deaths);
            Ingest(directory["log"], graph, new GraphStoreOptions());
            Assert.True(expected.SequenceEqual(Content(graph)), $"the versions differ after a death before operation {deaths + 1}");
            Assert.Equal(1, GraphIngest.Status(directory["log"], graph).Rejected);
        }

        Assert.True(deaths > 10 * Versions, $"only {deaths} operations were seen");
    }

    private static bool DiesDuring(string log, string graph, int survives)
    {
        var files = new DyingFileSystem(survives);
        try
        {
            Ingest(log, graph, new GraphStoreOptions { Files = files });
        }
        catch (IOException) when (!files.Survived)
        {
            return true;
        }

        return !files.Survived;
    }

    private static void Ingest(string log, string graph, GraphStoreOptions options)
    {
        using var ingest = GraphIngest.Open(log, graph, new GraphIngestOptions { Store = options });
        ingest.Run(TestContext.Current.CancellationToken);
    }

    /// <summary>Each version adds a node, replaces an edge and deletes what the one before it had added; one message is unusable.</summary>
    private static void WriteLog(string path)
    {
        using var changes = ChangeLog.Open(path, new MessageLogOptions { SegmentSize = 64 * 1024 });
        changes.Log.Append("{oops"u8, (ushort)MessageKind.UpsertNode);
        for (var version = 1; version <= Versions; version++)
        {
            using var draft = changes.BeginVersion();
            draft.Upsert(new Node($"n{version}", "T", "", ""));
            draft.Upsert(new Edge("a", "T", "b", $"{version}"));
            draft.DeleteNode($"n{version - 1}");
            draft.Commit(new CommitMarker { Tags = new Dictionary<string, string> { ["n"] = $"{version}" } });
        }
    }

    private static List<string> Content(string graph)
    {
        using var store = GraphStore.OpenReadOnly(graph);
        var content = new List<string>();
        for (var version = 1L; version <= store.Latest.Number; version++)
        {
            using var snapshot = store.OpenSnapshot(new GraphVersion(version));
            var info = snapshot.Info;
            content.Add($"{info.Version} {info.CreatedAt:O} {info.Tags["n"]} {info.Sources["log"]} "
                + string.Join(' ', snapshot.Nodes()) + string.Join(' ', snapshot.Edges()));
        }

        return content;
    }
}
