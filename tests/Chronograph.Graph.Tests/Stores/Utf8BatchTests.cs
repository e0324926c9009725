using System.Text;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>The ways to stage a change without strings and objects give what those with them give.</summary>
public sealed class Utf8BatchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Nodes_and_edges_in_utf8_and_by_id_are_those_of_strings()
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        store.Commit(batch =>
        {
            var id = batch.Upsert(new Utf8Node { SemanticId = "größe"u8, Type = "T"u8, Name = "n"u8, File = "f"u8, ContentHash = 7, Metadata = "{}"u8 });
            Assert.Equal(NodeId.FromSemanticId("größe"), id);
            batch.Upsert("größe"u8, "KNOWS"u8, "other"u8, "1"u8);
            batch.Upsert(id, "LIKES"u8, NodeId.FromSemanticId("other"));
        });
        using var snapshot = store.OpenLatest();
        Assert.Equal([new Node("größe", "T", "n", "f", 7, "{}")], snapshot.Nodes());
        Assert.Equal([new Edge("größe", "KNOWS", "other", "1"), new Edge("größe", "LIKES", "other")], snapshot.Edges());
    }

    [Fact]
    public void Edges_and_deletions_by_id_find_the_semantic_ids_in_the_store()
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        store.Commit(batch =>
        {
            batch.Upsert(Samples.Node("a"));
            batch.Upsert(new Edge("b", "T", "c"));
        });
        var (a, b, c) = (NodeId.FromSemanticId("a"), NodeId.FromSemanticId("b"), NodeId.FromSemanticId("c"));
        store.Commit(batch =>
        {
            batch.Upsert(c, "U"u8, a);
            batch.DeleteEdge(b, "T"u8, c);
            batch.DeleteNode(a);
            Assert.Equal([new Edge("c", "U", "a")], batch.EdgesFrom("c"));
        });
        using var snapshot = store.OpenLatest();
        Assert.Empty(snapshot.Nodes());
        Assert.Equal([new Edge("c", "U", "a")], snapshot.Edges());
    }

    [Fact]
    public void An_edge_of_an_id_that_nobody_knows_is_refused_at_the_commit()
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        var unknown = NodeId.FromSemanticId("unknown");
        var error = Assert.Throws<InvalidOperationException>(() => store.Commit(batch => batch.Upsert(unknown, "T"u8, unknown)));
        Assert.Contains(unknown.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Equal(GraphVersion.None, store.Latest);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_and_empty_names_are_refused()
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        using var batch = store.BeginBatch();
        Assert.Throws<ArgumentException>(() => batch.Upsert(new Utf8Node { SemanticId = [0xff], Type = "T"u8, Name = "n"u8 }));
        Assert.Throws<ArgumentException>(() => batch.Upsert(new Utf8Node { SemanticId = [], Type = "T"u8, Name = "n"u8 }));
        Assert.Throws<ArgumentException>(() => batch.Upsert("a"u8, ""u8, "b"u8));
        Assert.Throws<ArgumentException>(() => batch.Upsert("a"u8, "T"u8, [0xc3]));
    }

    [Fact]
    public void Texts_sort_by_their_bytes_whatever_they_share_and_however_they_end()
    {
        using var store = GraphStore.Open(_directory.Path, Samples.Relaxed);
        var random = Randomness.Create(out var seed);
        var names = Enumerable.Range(0, 3000)
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(24)).Select(_ => random.Next(3) == 0 ? "\0" : "a")))
            .Distinct().ToArray();
        store.Commit(batch =>
        {
            for (var index = 0; index < names.Length; index++)
                batch.Upsert(new Node($"{index}", "T", names[index], ""));
        });
        using var snapshot = store.OpenLatest();
        var stored = snapshot.NodeLayers.Segment(0).Names;
        var sorted = names.OrderBy(Encoding.UTF8.GetBytes, Comparer<byte[]>.Create((left, right) => left.AsSpan().SequenceCompareTo(right)));
        Assert.True(sorted.SequenceEqual(Enumerable.Range(0, names.Length).Select(stored.Text)), $"Replay with CHRONOGRAPH_SEED={seed}.");
        Assert.All(snapshot.Nodes(), node => Assert.Equal(names[int.Parse(node.SemanticId, System.Globalization.CultureInfo.InvariantCulture)], node.Name));
    }
}
