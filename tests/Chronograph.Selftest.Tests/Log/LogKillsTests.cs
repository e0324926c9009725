using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

/// <summary>The short form of the log's kills; <c>chronograph log selftest</c> is the long one.</summary>
public class LogKillsTests
{
    private const int Kills = 21;

    [Fact]
    public void Killed_writers_and_readers_lose_nothing_and_hold_up_nobody()
    {
        Randomness.Create(out var seed);
        using var directory = new TemporaryDirectory();
        using var run = new SelftestRun(directory.Path, seed, TimeSpan.FromMinutes(5), null, TestContext.Current.CancellationToken);
        var proof = new LogKills(run, seed);
        proof.Run(Kills);
        Console.WriteLine($"{proof.Counts} by work: {string.Join(' ', proof.Counts.WritersByWork)}");
        Assert.Empty(run.Findings);
        Assert.Equal(Kills, proof.Counts.Processes);
        Assert.NotEqual(0, proof.Counts.Appended);
        Assert.NotEqual(0, proof.Counts.Read);
    }
}
