using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Deletes what was collected.</summary>
internal sealed record Purging : StoreOperation
{
    public override void Run(GraphStore store) => store.Purge();

    public override StoreModel Apply(StoreModel model) => model;
}
