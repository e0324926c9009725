namespace Chronograph.Selftest.Tests;

/// <summary>The short form of <c>chronograph graph selftest</c>: killed processes.</summary>
public sealed class GraphKillTests : SelftestTests
{
    private const int Kills = 15;

    [Fact]
    public void Whenever_writers_and_readers_are_killed_nothing_committed_is_lost_and_nobody_dead_holds_a_version()
    {
        var proof = new GraphKills(Run, Run.Seed);
        proof.Run(Kills);
        Assert.Empty(Run.Findings);
        Assert.Equal(Kills, proof.Counts.Processes);
        Assert.NotEqual(0, proof.Counts.Commits);
        Assert.NotEqual(0, proof.Counts.Merges);
        Assert.NotEqual(0, proof.Counts.Reads);
    }
}
