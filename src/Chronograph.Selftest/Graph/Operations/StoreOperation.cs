using Chronograph.Graph;

namespace Chronograph.Selftest;

/// <summary>One thing that is done to a store, and what it promises once it is done.</summary>
internal abstract record StoreOperation
{
    /// <summary>Does it.</summary>
    /// <returns>The version it made; null when it made none with other records than the one before.</returns>
    public abstract GraphVersion? Run(GraphStore store);

    /// <summary>What is promised afterwards, provided that before.</summary>
    public abstract StoreModel Apply(StoreModel model);
}
