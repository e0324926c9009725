namespace Chronograph.Selftest;

/// <summary>What a run of power losses tried and found.</summary>
internal sealed record PowerLossCounts : ISelftestCounts<PowerLossCounts>
{
    /// <summary>Moments at which the power went.</summary>
    public long Points { get; set; }

    /// <summary>Those of which every possible image was tried, down to the sector.</summary>
    public long CompletePoints { get; set; }

    /// <summary>Crash images that were built, read, recovered and appended to.</summary>
    public long Images { get; set; }

    /// <summary>Those in which recovery had something to remove.</summary>
    public long Torn { get; set; }

    /// <summary>Messages that were compared with what had been appended.</summary>
    public long Messages { get; set; }

    /// <summary>Images that delivered bytes nobody had written.</summary>
    public long WrongBytes { get; set; }

    /// <summary>Images that broke any promise, those with wrong bytes among them.</summary>
    public long Broken { get; set; }

    /// <inheritdoc />
    public void Add(PowerLossCounts other)
    {
        Points += other.Points;
        CompletePoints += other.CompletePoints;
        Images += other.Images;
        Torn += other.Torn;
        Messages += other.Messages;
        WrongBytes += other.WrongBytes;
        Broken += other.Broken;
    }
}
