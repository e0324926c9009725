namespace Chronograph.Selftest;

/// <summary>The self-test of graph stores: writers and readers are killed, then power is lost.</summary>
internal static class GraphSelftest
{
    /// <summary>Kills writers and readers, of as many stores at once as there are processors.</summary>
    public static GraphKillCounts Kill(SelftestRun run, long kills = long.MaxValue)
    {
        var total = new GraphKillCounts();
        foreach (var counts in Lanes.Run(new Random(run.Seed), KillOne))
            total.Add(counts);
        return total;

        GraphKillCounts KillOne(int seed, int lanes)
        {
            var proof = new GraphKills(run, seed);
            proof.Run(kills / lanes);
            return proof.Counts;
        }
    }

    /// <summary>Lets power go under stores, as many at once as there are processors.</summary>
    public static GraphPowerLossCounts LosePower(SelftestRun run, long images = long.MaxValue)
    {
        var total = new GraphPowerLossCounts();
        foreach (var counts in Lanes.Run(new Random(run.Seed), LoseOne))
            total.Add(counts);
        return total;

        GraphPowerLossCounts LoseOne(int seed, int lanes)
        {
            var proof = new GraphPowerLoss(run, seed);
            proof.Run(images / lanes);
            return proof.Counts;
        }
    }
}
