namespace Chronograph.Selftest.Tests;

/// <summary>The short form of the log's kills; <c>chronograph log selftest</c> is the long one.</summary>
public sealed class LogKillTests : SelftestTests
{
    private const int Kills = 21;

    [Fact]
    public void Killed_writers_and_readers_lose_nothing_and_hold_up_nobody()
    {
        var proof = new LogKills(Run, Run.Seed);
        proof.Run(Kills);
        Console.WriteLine($"{proof.Counts} by work: {string.Join(' ', proof.Counts.WritersByWork)}");
        Assert.Empty(Run.Findings);
        Assert.Equal(Kills, proof.Counts.Processes);
        Assert.NotEqual(0, proof.Counts.Appended);
        Assert.NotEqual(0, proof.Counts.Read);
    }
}
