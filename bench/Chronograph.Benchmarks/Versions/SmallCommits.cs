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
            Stage(batch, block, stamp: 0);
        batch.Commit();
    }

    /// <summary>Stages and commits.</summary>
    /// <param name="number">The number of the commit, from 1: it decides the records, so that they are the same in each run.</param>
    public VersionInfo Commit(GraphStore store, long number)
    {
        using var batch = store.BeginBatch();
        // A step without a common divisor: the same files come again only when all others have been.
        Stage(batch, growing ? number : number * 157 % Commits, number);
        return batch.Commit(new CommitOptions { Tags = new Dictionary<string, string> { [TagKey] = $"{number}" } });
    }

    private static void Stage(GraphBatch batch, long block, long stamp)
    {
        var first = (int)block * NodesPerCommit;
        for (var node = first; node < first + NodesPerCommit; node++)
        {
            var record = GeneratedGraph.Node(node);
            batch.Upsert(record with { ContentHash = (ulong)stamp + 1 });
            batch.Upsert(new Edge(record.SemanticId, "CALLS", GeneratedGraph.SemanticId(Math.Max(0, node - 1)), $"{{\"line\":{stamp}}}"));
        }
    }
}
