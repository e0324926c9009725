namespace Chronograph.Selftest;

/// <summary>What a proof counts while it runs.</summary>
internal interface ISelftestCounts<in T>
{
    /// <summary>Adds the counts of another run.</summary>
    public void Add(T other);
}
