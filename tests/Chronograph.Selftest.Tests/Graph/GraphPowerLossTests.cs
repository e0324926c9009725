using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

/// <summary>The short form of <c>chronograph graph selftest</c>: whatever a disk holds after lost power, the store keeps its promises.</summary>
public sealed class GraphPowerLossTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_kind_of_image_at_every_moment_of_random_operations_keeps_what_was_promised()
    {
        _ = Randomness.Create(out var seed);
        var proof = new GraphPowerLoss(_directory.Path, seed) { ImagesPerPoint = 6 };
        proof.Run(0, TestContext.Current.CancellationToken);
        Assert.True(proof.Counts.Images > proof.Counts.Points);
    }
}
