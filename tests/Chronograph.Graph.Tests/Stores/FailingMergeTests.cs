using Chronograph.Selftest;
using Chronograph.Storage;
using Chronograph.Testing;

namespace Chronograph.Graph.Tests;

/// <summary>A merge in the background that fails on its way to becoming a version, or just behind that.</summary>
public sealed class FailingMergeTests : IDisposable
{
    private const int MostCommits = 2_000;
    private readonly TemporaryDirectory _directory = new();
    private readonly HashSet<string> _committed = [];

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("Write 0manifest")]
    [InlineData("Flush 0manifest")]
    [InlineData("Flush manifests")]
    [InlineData("Write current.json.tmp")]
    [InlineData("Flush current.json.tmp")]
    [InlineData("Rename current.json")]
    [InlineData("Flush .")]
    public void An_unknown_outcome_stops_the_writer_with_the_first_cause_and_loses_nothing(string fault) =>
        CheckRefused(fault, path => new IOException($"{path} failed for a test."), CommitDurability.Strict);

    [Theory]
    [InlineData("Write 0manifest")]
    [InlineData("Rename current.json")]
    public void So_it_does_in_a_relaxed_store(string fault) =>
        CheckRefused(fault, path => new IOException($"{path} failed for a test."), CommitDurability.Relaxed);

    [Theory]
    [InlineData("Rename current.json")]
    [InlineData("Flush .")]
    public void A_refused_right_is_an_unknown_outcome_too(string fault) =>
        CheckRefused(fault, path => new UnauthorizedAccessException($"{path} failed for a test."), CommitDurability.Strict);

    [Theory]
    [InlineData("Write 0manifest")]
    [InlineData("Write current.json.tmp")]
    public void A_full_disk_leaves_everything_as_it_was_and_commits_go_on(string fault) =>
        CheckGoesOn(fault, path => new StorageFullException(path), isPublished: false);

    [Theory]
    [InlineData("Write tags")]
    [InlineData("Rename tags")]
    public void What_fails_behind_the_commit_concerns_the_history_alone(string fault)
    {
        CheckGoesOn(fault, path => new IOException($"{path} failed for a test."), isPublished: true);
        CheckGoesOn(fault, path => new UnauthorizedAccessException($"{path} failed for a test."), isPublished: true);
    }

    private void CheckRefused(string fault, Func<string, Exception> error, CommitDurability durability)
    {
        var files = new FailingMerge(fault, error);
        WriterFaultedException? refused = null;
        using (var store = GraphStore.Open(_directory.Path, Eager with { Files = files, Durability = durability }))
        {
            CommitUntil(store, () => refused is not null, ended => refused = ended);
            Assert.True(files.HasFailed);
            Assert.Contains("failed for a test", refused!.InnerException!.Message);
            Assert.Throws<WriterFaultedException>(() => store.Compact());
            AssertAllThere(store);
            using var reader = GraphStore.OpenReadOnly(_directory.Path);
            AssertAllThere(reader);
        }

        CheckReopened();
    }

    private void CheckGoesOn(string fault, Func<string, Exception> error, bool isPublished)
    {
        var files = new FailingMerge(fault, error);
        using (var store = GraphStore.Open(_directory.Path, Eager with { Files = files, TagRunMessages = 1 }))
        {
            var versions = store.Latest.Number;
            var commits = CommitUntil(store, () => files.HasFailed, _ => Assert.Fail("A commit was refused."));
            commits += CommitUntil(store, () => store.GetVersion(store.Latest).Segments <= Eager.Planner.Few, _ => Assert.Fail("A commit was refused."));
            Assert.InRange(store.Latest.Number, versions + commits + 1, long.MaxValue); // a merge came about
            AssertAllThere(store);
            if (isPublished)
                Assert.True(files.Merges > 0);
        }

        CheckReopened();
    }

    private void CheckReopened()
    {
        using (var store = GraphStore.Open(_directory.Path, Eager))
        {
            AssertAllThere(store);
            CommitUntil(store, () => store.GetVersion(store.Latest).Segments <= Eager.Planner.Few, _ => Assert.Fail("A commit was refused."));
            AssertAllThere(store);
        }

        using (var store = GraphStore.Open(_directory.Path, Samples.Relaxed))
        {
            store.Collect(retain: store.Latest.Number); // takes only what no version names
            Assert.Equal(
                Enumerable.Range(1, (int)store.Latest.Number).SelectMany(version => store.GetManifest(new GraphVersion(version)).Segments)
                    .Select(segment => segment.Name.FileName).Distinct().Order(StringComparer.Ordinal),
                Directory.GetFiles(_directory["segments"]).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal));
        }

        var verification = Samples.Verify(_directory.Path);
        Assert.Equal([], verification.Damage);
        Assert.Equal([], verification.Rebuildable);
    }

    /// <summary>Commits until something has happened, leaving the merges time.</summary>
    private int CommitUntil(GraphStore store, Func<bool> happened, Action<WriterFaultedException> refused)
    {
        var commits = 0;
        for (; !happened(); commits++)
        {
            Assert.InRange(commits, 0, MostCommits);
            try
            {
                var name = $"n{_committed.Count}";
                store.Commit(batch => batch.Upsert(Samples.Node(name)), new CommitOptions { Tags = new Dictionary<string, string> { ["name"] = name } });
                _committed.Add(name);
            }
            catch (WriterFaultedException error)
            {
                refused(error);
            }

            Thread.Sleep(1); // lets the merge come to it
        }

        return commits;
    }

    private void AssertAllThere(GraphStore store)
    {
        using var snapshot = store.OpenLatest();
        Assert.Equal(_committed.Order(StringComparer.Ordinal), snapshot.Nodes().Select(node => node.SemanticId).Order(StringComparer.Ordinal));
        Assert.All(_committed.Take(3), name => Assert.True(store.TryResolve(new VersionReference.WithTag("name", name), out _)));
    }

    private static GraphStoreOptions Eager { get; } =
        new() { CompactInBackground = true, Planner = new TailPlanner { SmallRows = 1, Few = 2 }, Durability = CommitDurability.Relaxed };

    /// <summary>Fails one operation, once, while the thread that merges makes a version.</summary>
    private sealed class FailingMerge(string fault, Func<string, Exception> error) : ForwardingFileSystem
    {
        private int _isMerging; // by Volatile: files are flushed on threads of their own
        private int _hasFailed;
        private int _merges;

        public bool HasFailed => Volatile.Read(ref _hasFailed) != 0;

        /// <summary>How many versions the thread that merges came to write.</summary>
        public int Merges => Volatile.Read(ref _merges);

        public override void Before(Operation operation, string path)
        {
            var name = Name(path);
            if (operation == Operation.Create && name == "0manifest")
            {
                var merging = Thread.CurrentThread.Name == "Chronograph compaction";
                Volatile.Write(ref _isMerging, merging ? 1 : 0);
                _merges += merging ? 1 : 0;
            }

            if (Volatile.Read(ref _isMerging) != 0 && $"{operation} {name}" == fault && Interlocked.Exchange(ref _hasFailed, 1) == 0)
                throw error(path);
        }

        private static string Name(string path)
        {
            var (name, parent) = (Path.GetFileName(path), Path.GetFileName(Path.GetDirectoryName(path)));
            return parent == "manifests" ? "0manifest"
                : parent == "tags" ? parent
                : name is "manifests" or "current.json" or "current.json.tmp" or "segments" ? name
                : parent is "segments" or "pins" or "scratch" or "history" || name is "history" or "tags" or "pins" ? "" : ".";
        }
    }
}
