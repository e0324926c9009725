using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>Moves older versions out of the way.</summary>
internal sealed record Collection(long Retain) : StoreOperation
{
    public override GraphVersion? Run(GraphStore store)
    {
        store.Collect(Retain);
        return null;
    }

    public override StoreModel Apply(StoreModel model) => model.Collect(Retain);
}
