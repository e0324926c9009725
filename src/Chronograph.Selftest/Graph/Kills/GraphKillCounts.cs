namespace Chronograph.Selftest;

/// <summary>What a run of kills around graph stores tried and found.</summary>
internal sealed record GraphKillCounts : ISelftestCounts<GraphKillCounts>
{
    /// <summary>Processes with writers that were killed.</summary>
    public long Processes { get; set; }

    /// <summary>Writers that were killed, by the operation that they had begun last.</summary>
    public SortedDictionary<string, long> WritersByWork { get; } = new(StringComparer.Ordinal);

    /// <summary>Writers that were killed.</summary>
    public long Writers => WritersByWork.Values.Sum();

    /// <summary>Readers that were killed with a version open.</summary>
    public long Readers { get; set; }

    /// <summary>Versions that writers told of as committed.</summary>
    public long Commits { get; set; }

    /// <summary>Versions with the same records in fewer segments that writers told of: merged on demand or in the background.</summary>
    public long Merges { get; set; }

    /// <summary>Versions that were under way and turned out to be there, whole.</summary>
    public long KeptWhole { get; set; }

    /// <summary>Versions that readers in other processes read twice and found whole.</summary>
    public long Reads { get; set; }

    /// <summary>Kills after which anything was not as promised.</summary>
    public long Broken { get; set; }

    /// <inheritdoc />
    public void Add(GraphKillCounts other)
    {
        foreach (var (work, count) in other.WritersByWork)
            WritersByWork[work] = WritersByWork.GetValueOrDefault(work) + count;
        Processes += other.Processes;
        Readers += other.Readers;
        Commits += other.Commits;
        Merges += other.Merges;
        KeptWhole += other.KeptWhole;
        Reads += other.Reads;
        Broken += other.Broken;
    }
}
