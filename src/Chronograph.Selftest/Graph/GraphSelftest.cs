namespace Chronograph.Selftest;

/// <summary>The self-test of graph stores, of as many at once as there are processors.</summary>
internal static class GraphSelftest
{
    /// <summary>Kills writers and readers.</summary>
    public static GraphKillCounts Kill(SelftestRun run, long kills = long.MaxValue) => Lanes.Sum(run.Seed, (seed, lanes) =>
    {
        var proof = new GraphKills(run, seed);
        proof.Run(kills / lanes);
        return proof.Counts;
    });

    /// <summary>Lets power go under stores.</summary>
    public static GraphPowerLossCounts LosePower(SelftestRun run, long images = long.MaxValue) => Lanes.Sum(run.Seed, (seed, lanes) =>
    {
        var proof = new GraphPowerLoss(run, seed);
        proof.Run(images / lanes);
        return proof.Counts;
    });
}
