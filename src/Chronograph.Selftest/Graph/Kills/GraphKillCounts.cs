namespace Chronograph.Selftest;

/// <summary>What a run of kills around graph stores tried and found.</summary>
internal sealed record GraphKillCounts
{
    /// <summary>Writers that were killed.</summary>
    public long Writers { get; set; }

    /// <summary>Readers that were killed with a version open.</summary>
    public long Readers { get; set; }

    /// <summary>Versions that writers told of as committed.</summary>
    public long Commits { get; set; }

    /// <summary>Versions that were under way and turned out to be there, whole.</summary>
    public long KeptWhole { get; set; }

    /// <summary>Versions that readers in other processes read twice and found whole.</summary>
    public long Reads { get; set; }

    /// <summary>Kills after which anything was not as promised.</summary>
    public long Broken { get; set; }

    /// <summary>Adds the counts of another run.</summary>
    public void Add(GraphKillCounts other)
    {
        Writers += other.Writers;
        Readers += other.Readers;
        Commits += other.Commits;
        KeptWhole += other.KeptWhole;
        Reads += other.Reads;
        Broken += other.Broken;
    }
}
