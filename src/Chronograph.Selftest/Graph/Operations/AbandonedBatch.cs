using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Changes that are staged and given up.</summary>
internal sealed record AbandonedBatch : StoreOperation
{
    public override void Run(GraphStore store)
    {
        using var batch = store.BeginBatch();
        batch.Upsert(new Node("never", "GHOST", "never", ""));
    }

    public override StoreModel Apply(StoreModel model) => model;
}
