using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Changes that are staged and given up.</summary>
internal sealed record AbandonedBatch : StoreOperation
{
    public override GraphVersion? Run(GraphStore store)
    {
        using var batch = store.BeginBatch();
        batch.Upsert(new Node("never", "GHOST", "never", ""));
        return null;
    }

    public override StoreModel Apply(StoreModel model) => model;
}
