using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>One thing that is done to a store, and what it promises once it is done.</summary>
internal abstract record StoreOperation
{
    /// <summary>Does it.</summary>
    public abstract void Run(GraphStore store);

    /// <summary>What is promised afterwards, provided that before.</summary>
    public abstract StoreModel Apply(StoreModel model);
}
