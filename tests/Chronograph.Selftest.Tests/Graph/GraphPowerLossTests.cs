namespace Chronograph.Selftest.Tests;

/// <summary>The short form of <c>chronograph graph selftest</c>: lost power.</summary>
public sealed class GraphPowerLossTests : SelftestTests
{
    private const int Images = 200;

    [Fact]
    public void Whatever_a_disk_holds_after_lost_power_the_store_keeps_its_promises()
    {
        var proof = new GraphPowerLoss(Run, Run.Seed) { ImagesPerPoint = 3 };
        proof.Run(Images);
        Console.WriteLine(proof.Counts);
        Assert.Empty(Run.Findings);
        Assert.InRange(proof.Counts.Images, Images, long.MaxValue);
        Assert.NotEqual(0, proof.Counts.CompletePoints);
    }

    [Fact]
    public void A_disk_that_says_flushed_and_did_not_is_found_out()
    {
        var proof = new GraphPowerLoss(Run, Run.Seed) { Disk = LyingDisk.WithoutFlushes };
        proof.Run(Images / 4);
        Assert.NotEqual(0, proof.Counts.Broken);
        Assert.All(Run.Findings, finding => Assert.True(Directory.Exists(finding.Evidence)));
    }
}
