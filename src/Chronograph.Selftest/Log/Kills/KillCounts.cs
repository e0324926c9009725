namespace Chronograph.Selftest;

/// <summary>What a run of kills tried and found.</summary>
internal sealed record KillCounts : ISelftestCounts<KillCounts>
{
    /// <summary>Processes with writers that were killed.</summary>
    public long Processes { get; set; }

    /// <summary>Writers that were killed, by what they were doing.</summary>
    public long[] WritersByWork { get; } = new long[Enum.GetValues<WriterWork>().Length];

    /// <summary>Writers that were killed.</summary>
    public long Writers => WritersByWork.Sum();

    /// <summary>Readers that were killed, most of them in their sleep.</summary>
    public long Readers { get; set; }

    /// <summary>Messages that writers reported as appended.</summary>
    public long Appended { get; set; }

    /// <summary>Messages that readers in other processes read, some more than once.</summary>
    public long Read { get; set; }

    /// <summary>Appends, claims and batches that were under way and turned out to be there, whole.</summary>
    public long KeptWhole { get; set; }

    /// <summary>Reported messages that were not there.</summary>
    public long Lost { get; set; }

    /// <summary>Kills after which anything was not as promised, lost messages among it.</summary>
    public long Broken { get; set; }

    /// <inheritdoc />
    public void Add(KillCounts other)
    {
        for (var work = 0; work < WritersByWork.Length; work++)
            WritersByWork[work] += other.WritersByWork[work];
        Processes += other.Processes;
        Readers += other.Readers;
        Appended += other.Appended;
        Read += other.Read;
        KeptWhole += other.KeptWhole;
        Lost += other.Lost;
        Broken += other.Broken;
    }
}
