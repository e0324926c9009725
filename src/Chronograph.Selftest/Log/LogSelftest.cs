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

    /// <summary>Spoils files of logs and uses them, as many at once as there are processors.</summary>
    public static FuzzCounts Fuzz(SelftestRun run, long executions = long.MaxValue)
    {
        var counts = Lanes.Run(new Random(run.Seed), FuzzOne);
        return new FuzzCounts(counts.Sum(one => one.Executions), counts.Sum(one => one.Failures));

        FuzzCounts FuzzOne(int seed, int lanes)
        {
            using var work = run.CreateDirectory("fuzz");
            var fuzzer = new LogFuzzer(work.Path, seed);
            fuzzer.Run(executions / lanes, run.GoesOn);
            foreach (var failure in fuzzer.Failures)
                run.Report("fuzz", failure, "");
            return new FuzzCounts(fuzzer.Executions, fuzzer.Failures.Count);
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
