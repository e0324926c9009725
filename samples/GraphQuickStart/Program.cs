using Chronograph.Graph;

using var store = GraphStore.Open(args.FirstOrDefault("services.graph"));
GraphVersion Commit(Action<GraphBatch> change)
{
    using var batch = store.BeginBatch();
    change(batch);
    return batch.Commit().Version;
}

var first = Commit(batch =>
{
    batch.Upsert(new Node("cart", "SERVICE", "Cart", "cart.yaml"));
    batch.Upsert(new Node("orders", "DATABASE", "Orders", "db.yaml"));
    batch.Upsert(new Edge("cart", "READS", "orders"));
});
var second = Commit(batch => batch.Upsert(new Edge("cart", "WRITES", "orders")));

using var then = store.OpenSnapshot(first);                 // every version stays open
foreach (var neighbor in then.Neighbors(NodeId.FromSemanticId("cart"), EdgeDirection.Out))
    Console.WriteLine($"version {first}: cart {neighbor.Edge.Type} {neighbor.SemanticId}");

using var diff = store.Diff(first, second);
foreach (var change in diff.Edges())
    Console.WriteLine($"since then: {change.Kind} {change.After?.Type ?? change.Before?.Type}");
