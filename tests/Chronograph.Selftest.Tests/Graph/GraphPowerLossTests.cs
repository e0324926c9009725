using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

/// <summary>The short form of <c>chronograph graph selftest</c>: lost power.</summary>
public sealed class GraphPowerLossTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Whatever_a_disk_holds_after_lost_power_the_store_keeps_its_promises()
    {
        _ = Randomness.Create(out var seed);
        using var run = new SelftestRun(_directory.Path, seed, TimeSpan.FromMinutes(5), null, TestContext.Current.CancellationToken);
        var proof = new GraphPowerLoss(run, seed);
        proof.Run(images: 300);
        Assert.Empty(run.Findings);
        Assert.True(proof.Counts.Images >= 300);
    }
}
