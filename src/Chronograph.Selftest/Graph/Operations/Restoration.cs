using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Puts back what was collected and not purged. What comes back is more than was promised.</summary>
internal sealed record Restoration : StoreOperation
{
    public override GraphVersion? Run(GraphStore store)
    {
        store.RestoreCollected();
        return null;
    }

    public override StoreModel Apply(StoreModel model) => model;
}
