namespace Chronograph.Selftest;

/// <summary>The self-test of logs, of as many at once as there are processors.</summary>
internal static class LogSelftest
{
    /// <summary>Kills writers and readers.</summary>
    public static KillCounts Kill(SelftestRun run, long kills = long.MaxValue) => Lanes.Sum(run.Seed, (seed, lanes) =>
    {
        var proof = new LogKills(run, seed);
        proof.Run(kills / lanes);
        return proof.Counts;
    });

    /// <summary>Lets writers lose power.</summary>
    public static PowerLossCounts LosePower(SelftestRun run, long images = long.MaxValue) => Lanes.Sum(run.Seed, (seed, lanes) =>
    {
        var proof = new LogPowerLoss(run, seed);
        proof.Run(images / lanes);
        return proof.Counts;
    });

    /// <summary>Spoils files of logs and uses them.</summary>
    public static FuzzCounts Fuzz(SelftestRun run, long executions = long.MaxValue) => Lanes.Sum(run.Seed, (seed, lanes) =>
    {
        using var work = run.CreateDirectory("fuzz");
        var fuzzer = new LogFuzzer(work.Path, seed);
        fuzzer.Run(executions / lanes, run.GoesOn);
        foreach (var failure in fuzzer.Failures)
            run.Report("fuzz", failure, "");
        return new FuzzCounts { Executions = fuzzer.Executions, Failures = fuzzer.Failures.Count };
    });
}
