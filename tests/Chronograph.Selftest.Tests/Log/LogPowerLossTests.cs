namespace Chronograph.Selftest.Tests;

/// <summary>The short form of the log's power losses; <c>chronograph log selftest</c> is the long one.</summary>
public sealed class LogPowerLossTests : SelftestTests
{
    private const int Images = 300;

    [Fact]
    public void Whatever_reached_the_disk_durable_messages_are_intact_and_all_others_whole_or_absent()
    {
        var proof = new LogPowerLoss(Run, Run.Seed) { ImagesPerPoint = 4 };
        proof.Run(Images);
        Console.WriteLine(proof.Counts);
        Assert.Empty(Run.Findings);
        Assert.InRange(proof.Counts.Images, Images, long.MaxValue);
        Assert.NotEqual(0, proof.Counts.CompletePoints);
        Assert.NotEqual(0, proof.Counts.Torn);
        Assert.Empty(Remains);
    }

    [Fact]
    public void A_disk_that_says_flushed_and_did_not_is_found_out()
    {
        var proof = new LogPowerLoss(Run, Run.Seed) { Disk = LyingDisk.WithoutFlushes };
        proof.Run(Images / 5);
        Assert.NotEqual(0, proof.Counts.Broken);
        Assert.All(Run.Findings, finding => Assert.True(Directory.Exists(finding.Evidence)));
    }
}
