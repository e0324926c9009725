using System.Collections.Immutable;
using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Chooses what to do next to a store, at random.</summary>
/// <param name="random">Where the choices come from.</param>
internal sealed class OperationChooser(Random random)
{
    private const int Names = 40;
    private static readonly string[] Types = ["CLASS", "METHOD", "FIELD"];
    private static readonly string[] EdgeTypes = ["CALLS", "CONTAINS"];
    private int _tags;

    /// <summary>The next operation on a store for which a model holds.</summary>
    public StoreOperation Next(StoreModel model) => random.Next(100) switch
    {
        _ when model.Latest == 0 => Commit(model),
        < 50 => Commit(model),
        < 62 => Tag(model),
        < 70 => new Rollback(Pick(model)),
        < 78 => new Compaction(),
        < 86 => new Collection(random.Next(6)),
        < 89 => new Restoration(),
        < 95 => new Purging(),
        _ => new AbandonedBatch(),
    };

    /// <summary>A commit of up to some twenty changes.</summary>
    public Commit Commit(StoreModel model)
    {
        var after = model.Content;
        var deletedNodes = Some(after.Nodes.Values, 4);
        var deletedEdges = Some(after.Edges.Values, 4);
        var nodes = Some(Enumerable.Range(0, Names).Select(NewNode), 8);
        var edges = Some(Enumerable.Range(0, Names).Select(NewEdge), 8);
        after = deletedNodes.Aggregate(after, (content, node) => content.Without(node));
        after = deletedEdges.Aggregate(after, (content, edge) => content.Without(edge));
        after = nodes.Aggregate(after, (content, node) => content.With(node));
        after = edges.Aggregate(after, (content, edge) => content.With(edge));
        var tags = ImmutableSortedDictionary<string, string>.Empty;
        return new Commit(nodes, edges, deletedNodes, deletedEdges, random.Next(8) == 0 ? tags.Add("release", NewTag()) : tags, after);
    }

    private Tagging Tag(StoreModel model) => new(Pick(model), random.Next(2) == 0 ? "release" : "note", NewTag());

    // Never the same twice, so that a tag names one version.
    private string NewTag() => $"{random.Next()}.{_tags++}";

    private long Pick(StoreModel model) => model.Versions.Keys.ElementAt(random.Next(model.Versions.Count));

    private ImmutableArray<T> Some<T>(IEnumerable<T> all, int most)
    {
        var pool = all.ToArray();
        random.Shuffle(pool);
        return [.. pool.Take(random.Next(most + 1))];
    }

    private Node NewNode(int number) => new(
        $"n{number}", Types[number % Types.Length], $"name {number}", $"file{number % 5}.cs", (ulong)random.Next(3), $"{random.Next(1000)}");

    private Edge NewEdge(int number) => new(
        $"n{number}", EdgeTypes[random.Next(EdgeTypes.Length)], $"n{random.Next(Names)}", random.Next(2) == 0 ? "" : $"{random.Next(1000)}");
}
