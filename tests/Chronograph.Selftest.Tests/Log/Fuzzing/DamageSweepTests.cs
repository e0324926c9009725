using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Selftest.Tests;

public class DamageSweepTests
{
    // Every bit of the structures, and some of the rest: the full sweep is a command.
    private const long Structures = 300 * 8;
    private const long BitStride = 49_999;
    private const long LengthStride = 16_411;

    [Fact]
    public void A_flipped_bit_or_a_cut_file_is_found_or_harmless_in_logs_of_every_shape()
    {
        using var directory = new TemporaryDirectory();
        var random = Randomness.Create(out var seed);
        foreach (var shape in LogShape.BuildAll(directory.Path))
        {
            var sweep = new DamageSweep(shape, FileSystem.Disk);
            var start = random.Next(29);
            sweep.FlipBits(length => Steps(start, Math.Min(Structures, length * 8), 29).Concat(Steps(Structures, length * 8, BitStride)), TestContext.Current.CancellationToken);
            sweep.CutFiles(length => Steps(start, Math.Min(400, length), 41).Concat(Steps(400, length, LengthStride)), TestContext.Current.CancellationToken);
            Assert.True(sweep.Missed.Count == 0, $"seed {seed}: {string.Join("\n", sweep.Missed.Take(10))}");
            Assert.True(sweep.Changes > 20);
        }
    }

    private static IEnumerable<long> Steps(long from, long to, long step)
    {
        for (var value = from; value < to; value += step)
            yield return value;
    }
}
