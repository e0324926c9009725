using Chronograph.Log;
using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

/// <summary>The short form of the long run.</summary>
public class SoakTests
{
    [Fact]
    public void Killed_and_restarted_readers_see_every_message_exactly_once_and_in_order()
    {
        using var directory = new TemporaryDirectory();
        Randomness.Create(out var seed);
        var result = new LogSoak(Options(directory.Path, seed), Console.WriteLine).Run(TestContext.Current.CancellationToken);
        Assert.True(result.Violations.Count == 0, $"seed {seed}: {string.Join("; ", result.Violations)}");
        Assert.All(result.Readers, reader => Assert.Equal(result.Messages, reader.Messages));
        Assert.True(result.Readers.Sum(reader => reader.Kills) > 0);
        Assert.True(result.SegmentsRemoved > 0);
    }

    [Fact]
    public void A_reader_that_finds_other_bytes_than_were_appended_is_a_violation()
    {
        using var directory = new TemporaryDirectory();
        using (var log = MessageLog.Open(directory.Path, new MessageLogOptions { SegmentSize = MessageLogOptions.SegmentSizeUnit }))
            log.Append("not what the seed says"u8);
        var result = new LogSoak(Options(directory.Path, seed: 1), Console.WriteLine).Run(TestContext.Current.CancellationToken);
        Assert.Contains(result.Violations, violation => violation.Contains("message 1 has other bytes than were appended"));
    }

    private static LogSoakOptions Options(string directory, int seed) => new()
    {
        Directory = directory,
        Duration = TimeSpan.FromSeconds(6),
        Seed = seed,
        SegmentSize = 256 * 1024,
        KeptBytes = 1024 * 1024,
        LargestLag = 20_000,
        LongestLife = TimeSpan.FromSeconds(2),
    };
}
