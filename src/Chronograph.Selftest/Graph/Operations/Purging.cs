using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Deletes what was collected.</summary>
internal sealed record Purging : StoreOperation
{
    public override GraphVersion? Run(GraphStore store)
    {
        store.Purge();
        return null;
    }

    public override StoreModel Apply(StoreModel model) => model;
}
