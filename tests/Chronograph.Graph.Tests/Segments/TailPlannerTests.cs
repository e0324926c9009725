using System.Collections.Immutable;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>Commits and a thread that merges in the background beside them, in numbers of rows only.</summary>
public sealed class TailPlannerTests
{
    private const int MostSegments = TailPlanner.MostSegments;

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(10_000)]
    [InlineData(100)]
    [InlineData(1)]
    public void A_balanced_list_of_segments_is_short_however_many_commits_there_were(long rowsMergedPerCommit)
    {
        var (most, written) = Simulate(Enumerable.Repeat(100L, 100_000), rowsMergedPerCommit);
        Assert.InRange(most, 8, MostSegments);
        Assert.InRange(written / (100.0 * 100_000), 1, 15);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    [InlineData(1500)]
    [InlineData(20_000)]
    public void So_it_is_whatever_the_size_of_the_commits(long rows)
    {
        var (most, written) = Simulate(Enumerable.Repeat(rows, 50_000), rowsMergedPerCommit: rows * 5);
        Assert.InRange(most, 8, MostSegments);
        Assert.InRange(written / (rows * 50_000.0), 1, 20);
    }

    [Fact]
    public void Commits_of_any_size_beside_merges_of_any_speed_leave_few_segments()
    {
        var random = Randomness.Create(out var seed);
        for (var round = 0; round < 20; round++)
        {
            var sizes = Enumerable.Range(0, 5_000).Select(_ => (long)Math.Exp(random.NextDouble() * 12)).ToArray();
            var rowsMergedPerCommit = (long)Math.Exp(random.NextDouble() * 15);
            var (most, written) = Simulate(sizes, rowsMergedPerCommit);
            Assert.True(most <= MostSegments, $"{most} segments; seed {seed}");
            if (rowsMergedPerCommit > sizes.Average())
                Assert.True(written <= 20 * sizes.Sum(), $"{written / (double)sizes.Sum()} times written; seed {seed}");
        }
    }

    [Fact]
    public void A_large_first_version_is_not_rewritten_by_small_commits()
    {
        var (_, written) = Simulate([1_000_000, .. Enumerable.Repeat(10L, 10_000)], rowsMergedPerCommit: 1000);
        Assert.InRange(written, 1_000_000, 3_000_000);
    }

    private static (int MostSegments, long RowsWritten) Simulate(IEnumerable<long> commits, long rowsMergedPerCommit)
    {
        var list = new SimulatedList(rowsMergedPerCommit);
        foreach (var rows in commits)
            list.Commit(rows);
        return (list.MostSegments, list.RowsWritten);
    }

    private sealed class SimulatedList(long rowsMergedPerCommit)
    {
        private ImmutableArray<SegmentDescriptor> _segments = [];
        private SegmentRun _merging;
        private long _rowsToMerge;

        public int MostSegments { get; private set; }

        public long RowsWritten { get; private set; }

        public void Commit(long rows)
        {
            var claimed = _merging.End;
            var keep = TailPlanner.Default.Keep(_segments, rows, claimed);
            Assert.InRange(keep, claimed, _segments.Length);
            Replace(new SegmentRun(keep, _segments.Length), rows);
            MergeInBackground();
        }

        private void MergeInBackground()
        {
            _rowsToMerge -= rowsMergedPerCommit;
            if (!_merging.IsEmpty && _rowsToMerge <= 0)
            {
                Replace(_merging, 0);
                _merging = default;
            }

            if (!_merging.IsEmpty || TailPlanner.Default.Background(_segments) is not { IsEmpty: false } run)
                return;
            _merging = run;
            _rowsToMerge = Rows(run);
        }

        private void Replace(SegmentRun run, long newRows)
        {
            var rows = newRows + Rows(run);
            RowsWritten += rows;
            _segments = _segments.RemoveRange(run.Start, run.End - run.Start).Insert(run.Start, Segment(rows));
            MostSegments = Math.Max(MostSegments, _segments.Length);
        }

        private long Rows(SegmentRun run) => _segments.AsSpan()[run.Start..run.End].ToArray().Sum(segment => segment.Rows);
    }

    private static SegmentDescriptor Segment(long rows) =>
        new() { SegmentId = 0, RecordCount = rows, TombstoneCount = 0, ByteSize = 0, Sha256 = "" };
}
