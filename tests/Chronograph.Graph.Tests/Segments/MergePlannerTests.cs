using System.Collections.Immutable;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

public sealed class MergePlannerTests
{
    [Fact]
    public void A_hundred_thousand_small_commits_leave_few_segments_and_rewrite_each_row_a_few_times()
    {
        var (most, written) = Simulate(Enumerable.Repeat(100L, 100_000));
        Assert.InRange(most, 1, 40);
        Assert.InRange(written / (100.0 * 100_000), 1, 12);
    }

    [Fact]
    public void Commits_of_any_size_leave_few_segments()
    {
        var random = Randomness.Create(out var seed);
        var sizes = Enumerable.Range(0, 20_000).Select(_ => (long)Math.Exp(random.NextDouble() * 12)).ToArray();
        var (most, written) = Simulate(sizes);
        Assert.True(most <= 49 && written <= 12 * sizes.Sum(), $"{most} segments, {written} rows written; seed {seed}");
    }

    [Fact]
    public void A_large_first_version_is_not_rewritten_by_small_commits()
    {
        var (_, written) = Simulate([1_000_000, .. Enumerable.Repeat(10L, 1_000)]);
        Assert.InRange(written, 1_000_000, 1_100_000);
    }

    private static (int MostSegments, long RowsWritten) Simulate(IEnumerable<long> commits)
    {
        var segments = ImmutableArray<SegmentDescriptor>.Empty;
        var most = 0;
        var written = 0L;
        foreach (var rows in commits)
        {
            var keep = MergePlanner.Keep(segments, rows);
            var merged = rows + segments[keep..].Sum(segment => segment.Rows);
            written += merged;
            segments = segments[..keep].Add(Segment(merged));
            most = Math.Max(most, segments.Length);
        }

        return (most, written);
    }

    private static SegmentDescriptor Segment(long rows) =>
        new() { SegmentId = 0, RecordCount = rows, TombstoneCount = 0, ByteSize = 0, Sha256 = "" };
}
