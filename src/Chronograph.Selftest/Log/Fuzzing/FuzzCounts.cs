namespace Chronograph.Selftest;

/// <summary>What the fuzzer of logs tried.</summary>
internal sealed record FuzzCounts : ISelftestCounts<FuzzCounts>
{
    /// <summary>Logs that were spoiled and used.</summary>
    public long Executions { get; set; }

    /// <summary>Of these, those that crashed, lied, hung or asked for memory without bound.</summary>
    public long Failures { get; set; }

    /// <inheritdoc />
    public void Add(FuzzCounts other)
    {
        Executions += other.Executions;
        Failures += other.Failures;
    }
}
