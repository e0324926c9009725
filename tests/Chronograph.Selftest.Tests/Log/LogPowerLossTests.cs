using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

/// <summary>The short form of the log's power losses; <c>chronograph log selftest</c> is the long one.</summary>
public sealed class LogPowerLossTests : IDisposable
{
    private const int Images = 300;

    private readonly TemporaryDirectory _directory = new();
    private readonly SelftestRun _run;

    public LogPowerLossTests()
    {
        Randomness.Create(out var seed);
        _run = new SelftestRun(_directory.Path, seed, TimeSpan.FromMinutes(5), null, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        _run.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Whatever_reached_the_disk_durable_messages_are_intact_and_all_others_whole_or_absent()
    {
        var proof = new LogPowerLoss(_run, _run.Seed) { ImagesPerPoint = 4 };
        proof.Run(Images);
        Console.WriteLine(proof.Counts);
        Assert.Empty(_run.Findings);
        Assert.InRange(proof.Counts.Images, Images, long.MaxValue);
        Assert.NotEqual(0, proof.Counts.CompletePoints);
        Assert.NotEqual(0, proof.Counts.Torn);
        Assert.Empty(Directory.GetFileSystemEntries(Directory.GetDirectories(_directory.Path).Single()));
    }

    [Fact]
    public void A_disk_that_says_flushed_and_did_not_is_found_out()
    {
        var proof = new LogPowerLoss(_run, _run.Seed) { Disk = LyingDisk.WithoutFlushes };
        proof.Run(Images / 5);
        Assert.NotEqual(0, proof.Counts.Broken);
        Assert.All(_run.Findings, finding => Assert.True(Directory.Exists(finding.Evidence)));
    }
}
