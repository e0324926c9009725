using System.Diagnostics;
using Chronograph.Graph;

namespace Chronograph.Benchmarks;

/// <summary>Measures stores of different length side by side: in each round one step in each, so that all meet the same machine.</summary>
internal sealed class VersionsRun(string directory, bool growing, CancellationToken stop)
{
    private const int Rounds = 101;
    private const int PageSize = 100;
    private const int CommitsInARow = 4; // as a writer commits: the memory of its store is not pushed out by another's each time
    private const int WarmingCommits = 2_000;

    private readonly SmallCommits _work = new(growing);
    private readonly string _scratch = Directory.CreateDirectory(Path.Combine(directory, "scratch" + Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Of one flush, between the commits.</summary>
    public List<double> Flush { get; } = [];

    /// <summary>Of the file operations of a commit alone, between the commits.</summary>
    public List<double> FilesOfACommit { get; } = [];

    /// <summary>Of a rollback in the longest store.</summary>
    public List<double> Rollback { get; } = [];

    public List<MarkFigures> Marks { get; } = [];

    /// <summary>Makes the stores that are not there yet.</summary>
    public void Build(IEnumerable<long> commits)
    {
        foreach (var count in commits)
            Marks.Add(new MarkFigures(BuiltStore.Make(PathOf(count), count, growing, stop)));
    }

    /// <summary>Measures all of them.</summary>
    public void Measure()
    {
        WarmUp();
        MeasureCommits();
        for (var round = -Rounds / 4; round < Rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            foreach (var mark in Marks)
                MeasureReads(mark, round >= 0);
        }
    }

    /// <summary>Commits until the just-in-time compiler has nothing more to do for them.</summary>
    private void WarmUp()
    {
        using var scratch = GraphStore.Open(Path.Combine(_scratch, "warm"), new GraphStoreOptions { Durability = CommitDurability.Relaxed, CompactInBackground = true });
        _work.CommitFirst(scratch);
        for (var number = 1; number <= WarmingCommits; number++)
            _work.Prepare(scratch, number)();
    }

    private void MeasureCommits()
    {
        var floor = new FlushFloor(_scratch);
        using var files = new CommitFloor(_scratch);
        var options = new GraphStoreOptions { CompactInBackground = true };
        var stores = Marks.ConvertAll(mark => GraphStore.Open(PathOf(mark.Built.Commits), options));
        try
        {
            for (var round = -Rounds / 4; round < Rounds; round++)
            {
                stop.ThrowIfCancellationRequested();
                foreach (var (mark, store) in Marks.Zip(stores))
                {
                    for (var inARow = 0; inARow < CommitsInARow; inARow++)
                    {
                        Time(Flush, round >= 0, floor.Measure());
                        Time(FilesOfACommit, round >= 0, files.Measure());
                        var commit = _work.Prepare(store, store.Latest.Number + 1);
                        Time(mark.StrictCommit, round >= 0, () => commit());
                    }
                }

                Time(Rollback, round >= 0, () => stores[^1].Rollback(new GraphVersion(stores[^1].Latest.Number - 1)));
            }
        }
        finally
        {
            stores.ForEach(store => store.Dispose());
        }
    }

    private void MeasureReads(MarkFigures mark, bool counts)
    {
        var path = PathOf(mark.Built.Commits);
        Time(mark.OpenLatest, counts, () =>
        {
            using var store = GraphStore.OpenReadOnly(path);
            using var snapshot = store.OpenLatest();
            _ = snapshot.TryGetNode(Selftest.GeneratedGraph.SemanticId(1), out var _);
        });
        Time(mark.Page, counts, () =>
        {
            using var store = GraphStore.OpenReadOnly(path);
            if (store.ListVersions(new VersionFilter { Limit = PageSize }).Count() != PageSize)
                throw new InvalidOperationException("The page is not full.");
        });
        Time(mark.FindNew, counts, () => Find(path, mark.Built.Commits, found: true));
        Time(mark.FindOld, counts, () => Find(path, 10, found: true));
        Time(mark.FindAbsent, counts, () => Find(path, 0, found: false));
    }

    private static void Find(string path, long commit, bool found)
    {
        using var store = GraphStore.OpenReadOnly(path);
        if (store.TryResolve(new VersionReference.WithTag(SmallCommits.TagKey, $"{commit}"), out _) != found)
            throw new InvalidOperationException($"Commit {commit} should {(found ? "" : "not ")}be found.");
    }

    private string PathOf(long commits) => Path.Combine(directory, $"{(growing ? "growing" : "changing")}-{commits}");

    private static void Time(List<double> times, bool counts, Action step)
    {
        var start = Stopwatch.GetTimestamp();
        step();
        Time(times, counts, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static void Time(List<double> times, bool counts, double milliseconds)
    {
        if (counts)
            times.Add(milliseconds);
    }
}
