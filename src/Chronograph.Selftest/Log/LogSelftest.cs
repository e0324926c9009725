namespace Chronograph.Selftest;

/// <summary>The self-test of logs: writers and readers are killed, then power is lost.</summary>
internal static class LogSelftest
{
    /// <summary>Kills writers and readers, on as many logs at once as there are processors.</summary>
    public static KillCounts Kill(SelftestRun run, long kills = long.MaxValue)
    {
        var total = new KillCounts();
        foreach (var counts in Lanes.Run(new Random(run.Seed), KillOne))
            total.Add(counts);
        return total;

        KillCounts KillOne(int seed, int lanes)
        {
            var proof = new LogKills(run, seed);
            proof.Run(kills / lanes);
            return proof.Counts;
        }
    }

    /// <summary>Lets writers lose power, as many at once as there are processors.</summary>
    public static PowerLossCounts LosePower(SelftestRun run, long images = long.MaxValue)
    {
        var total = new PowerLossCounts();
        foreach (var counts in Lanes.Run(new Random(run.Seed), LoseOne))
            total.Add(counts);
        return total;

        PowerLossCounts LoseOne(int seed, int lanes)
        {
            var proof = new LogPowerLoss(run, seed);
            proof.Run(images / lanes);
            return proof.Counts;
        }
    }
}
