using Chronograph.Graph;
using Chronograph.Selftest;

namespace Chronograph.Benchmarks;

/// <summary>Commits of a hundred records, each with a tag: fifty nodes of a few neighbouring files, and an edge from each.</summary>
/// <param name="growing">Whether each commit brings new records; else it changes a hundred of a graph that is there from the first version on.</param>
internal sealed class SmallCommits(bool growing)
{
    /// <summary>The key of the tag that every commit has; its value is the commit's number.</summary>
    public const string TagKey = "commit";

    private const int NodesPerCommit = 50;
    private const int Commits = 400; // that change each record of the graph once

    /// <summary>Brings the graph that later commits change.</summary>
    public void CommitFirst(GraphStore store)
    {
        using var batch = store.BeginBatch();
        for (var block = 0; block < (growing ? 1 : Commits); block++)
            Stage(batch, Records(block, stamp: 0));
        batch.Commit();
    }

    /// <summary>Makes the records of a commit, which is not part of it.</summary>
    /// <param name="number">The number of the commit, from 1: it decides the records, so that they are the same in each run.</param>
    /// <returns>Stages them and commits.</returns>
    public Func<VersionInfo> Prepare(GraphStore store, long number)
    {
        // A step without a common divisor: the same files come again only when all others have been.
        var records = Records(growing ? number : number * 157 % Commits, number);
        var options = new CommitOptions { Tags = new Dictionary<string, string> { [TagKey] = $"{number}" } };
        return () =>
        {
            using var batch = store.BeginBatch();
            Stage(batch, records);
            return batch.Commit(options);
        };
    }

    private static void Stage(GraphBatch batch, (Node Node, Edge Edge)[] records)
    {
        foreach (var (node, edge) in records)
        {
            batch.Upsert(node);
            batch.Upsert(edge);
        }
    }

    private static (Node Node, Edge Edge)[] Records(long block, long stamp)
    {
        var records = new (Node, Edge)[NodesPerCommit];
        for (var place = 0; place < records.Length; place++)
        {
            var number = (int)block * NodesPerCommit + place;
            var node = GeneratedGraph.Node(number) with { ContentHash = (ulong)stamp + 1 };
            var target = GeneratedGraph.SemanticId(Math.Max(0, number - 1));
            records[place] = (node, new Edge(node.SemanticId, "CALLS", target, $"{{\"line\":{stamp}}}"));
        }

        return records;
    }
}
