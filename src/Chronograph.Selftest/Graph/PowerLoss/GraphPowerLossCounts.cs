namespace Chronograph.Selftest;

/// <summary>What a run of power losses under graph stores tried and found.</summary>
internal sealed record GraphPowerLossCounts : ISelftestCounts<GraphPowerLossCounts>
{
    /// <summary>Moments at which the power went.</summary>
    public long Points { get; set; }

    /// <summary>Those of which every possible image was tried, down to the sector.</summary>
    public long CompletePoints { get; set; }

    /// <summary>Crash images that were opened, compared with the model, verified and committed to.</summary>
    public long Images { get; set; }

    /// <summary>Operations on the store that were cut off.</summary>
    public long Operations { get; set; }

    /// <summary>Images that broke a promise.</summary>
    public long Broken { get; set; }

    /// <inheritdoc />
    public void Add(GraphPowerLossCounts other)
    {
        Points += other.Points;
        CompletePoints += other.CompletePoints;
        Images += other.Images;
        Operations += other.Operations;
        Broken += other.Broken;
    }
}
