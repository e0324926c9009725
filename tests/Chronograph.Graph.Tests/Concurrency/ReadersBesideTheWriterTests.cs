using System.Globalization;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class ReadersBesideTheWriterTests
{
    private const int Versions = 150;

    /// <summary>Version <i>v</i> has <i>v</i> nodes in a chain, each renamed in every version, so any mixture shows.</summary>
    [Fact]
    public void Readers_see_whole_versions_while_the_writer_commits_and_merges()
    {
        using var directory = new TemporaryDirectory();
        using var store = GraphStore.Open(directory.Path, Samples.Relaxed);
        using var other = GraphStore.OpenReadOnly(directory.Path);
        var writer = new Thread(() => Write(store));
        writer.Start();
        try
        {
            Parallel.Invoke(() => ReadUntilTheEnd(store), () => ReadUntilTheEnd(other), () => ReadUntilTheEnd(other));
        }
        finally
        {
            writer.Join();
        }
    }

    private static void Write(GraphStore store)
    {
        for (var version = 1; version <= Versions; version++)
        {
            var name = version.ToString(CultureInfo.InvariantCulture);
            store.Commit(batch =>
            {
                for (var index = 1; index <= version; index++)
                {
                    batch.Upsert(new Node($"n{index}", "T", name, "f"));
                    batch.Upsert(new Edge($"n{index}", "NEXT", $"n{index + 1}", name));
                }
            });
        }
    }

    private static void ReadUntilTheEnd(GraphStore store)
    {
        for (var last = 0L; last < Versions;)
        {
            using var snapshot = store.OpenLatest();
            var version = snapshot.Info.Version.Number;
            Assert.True(version >= last);
            last = version;
            var name = version.ToString(CultureInfo.InvariantCulture);
            Assert.Equal(version, snapshot.Nodes().Count(node => node.Name == name));
            Assert.Equal(version, snapshot.Edges().Count(edge => edge.Metadata == name));
            var reached = snapshot.Levels(new TraversalQuery { Start = NodeId.FromSemanticId("n1"), Depth = int.MaxValue }).Counts;
            Assert.Equal(version == 0 ? 1 : version + 1, reached.Count);
        }
    }
}
