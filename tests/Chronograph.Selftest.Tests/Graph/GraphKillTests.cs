using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

/// <summary>The short form of <c>chronograph graph selftest</c>: killed processes.</summary>
public sealed class GraphKillTests : IDisposable
{
    private const int Kills = 15;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Whenever_writers_and_readers_are_killed_nothing_committed_is_lost_and_nobody_dead_holds_a_version()
    {
        _ = Randomness.Create(out var seed);
        using var run = new SelftestRun(_directory.Path, seed, TimeSpan.FromMinutes(5), null, TestContext.Current.CancellationToken);
        var proof = new GraphKills(run, seed);
        proof.Run(Kills);
        Assert.Empty(run.Findings);
        Assert.Equal(Kills, proof.Counts.Processes);
        Assert.NotEqual(0, proof.Counts.Commits);
        Assert.NotEqual(0, proof.Counts.Reads);
    }
}
