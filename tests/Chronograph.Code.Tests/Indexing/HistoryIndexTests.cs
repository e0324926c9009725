using Chronograph.Graph;
using Chronograph.Ingest;

namespace Chronograph.Code.Tests;

public sealed class HistoryIndexTests
{
    [Fact]
    public void Every_commit_becomes_a_version_that_equals_one_from_scratch()
    {
        using var repository = new TestRepository();
        var commits = SampleHistory.Write(repository);
        var store = repository.Outside("store");

        var result = TestIndexer.Run(Options(repository, store, commits.Count));

        Assert.Equal(commits.Count, result.Versions);
        AssertEqualToScratch(repository, store, commits);
    }

    [Fact]
    public void A_version_tells_its_commit_and_its_time()
    {
        using var repository = new TestRepository();
        repository.Write("a.cs", "class A;");
        var commit = repository.Commit("The subject, with \"quotes\"");
        var store = repository.Outside("store");

        TestIndexer.Run(Options(repository, store, 5));

        var version = Assert.Single(StoredVersions.List(store));
        Assert.Equal(commit, version.Tags["commit"]);
        Assert.Equal("The subject, with \"quotes\"", version.Tags["subject"]);
        Assert.Equal("2024-01-01T00:01:00+00:00", version.Tags["date"]);
        Assert.Equal("Tester", version.Tags["author"]);
        Assert.Equal(new DateTimeOffset(2024, 1, 1, 0, 1, 0, TimeSpan.Zero), version.CreatedAt);
    }

    [Fact]
    public void A_second_run_goes_on_where_the_first_ended()
    {
        using var repository = new TestRepository();
        repository.Write("a.cs", "class A;");
        repository.Commit("one");
        var store = repository.Outside("store");
        TestIndexer.Run(Options(repository, store, 10));
        Assert.True(TestIndexer.Run(Options(repository, store, 10)).IsUnchanged);

        repository.Write("b.cs", "class B : A;");
        var second = repository.Commit("two");
        repository.Delete("a.cs");
        var third = repository.Commit("three");

        Assert.Equal(2, TestIndexer.Run(Options(repository, store, 10)).Versions);
        Assert.Equal([second, third], StoredVersions.List(store).Skip(1).Select(version => version.Tags["commit"]));
        AssertEqualToScratch(repository, store, [second, third], firstVersion: 2);
    }

    [Fact]
    public void Commits_before_the_first_version_are_counted_and_not_indexed()
    {
        using var repository = new TestRepository();
        var commits = SampleHistory.Write(repository);
        var store = repository.Outside("store");
        var options = Options(repository, store, 2) with { Branch = commits[3] };
        Assert.Equal(0, TestIndexer.Run(options).OlderCommits);

        var result = TestIndexer.Run(options with { History = 4 });

        Assert.Equal((true, 2), (result.IsUnchanged, result.OlderCommits));
        Assert.Equal(commits.Skip(2).Take(2), StoredVersions.List(store).Select(version => version.Tags["commit"]));
    }

    [Fact]
    public void A_subdirectory_has_paths_and_commits_of_its_own()
    {
        using var repository = new TestRepository();
        repository.Write("Directory.Build.props", "<Project><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>");
        repository.Write("outside.cs", "class Outside;");
        repository.Write("sub/a.cs", "class A { List<int> F = []; }");
        repository.Commit("one");
        var store = repository.Outside("store");

        var result = TestIndexer.Run(new CodeIndexOptions { Path = Path.Combine(repository.Path, "sub"), StoreDirectory = store, History = 3 });

        Assert.Equal(1, result.Files);
        Assert.Contains(StoredVersions.Records(store), record => record.Contains("Source = a.cs->FIELD->F[in:A], Type = REFERENCES, Target = ->EXTERNAL->System.Collections.Generic.List<T>", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_folder_of_the_same_commits_is_indexed_on_its_own()
    {
        using var repository = new TestRepository();
        repository.Write("a/a.cs", "class A;");
        repository.Write("b/b.cs", "class B;");
        repository.Commit("one");
        var store = repository.Outside("store");
        var options = Options(repository, store, 3);
        TestIndexer.Run(options with { Path = Path.Combine(repository.Path, "a") });

        var result = TestIndexer.Run(options with { Path = Path.Combine(repository.Path, "b") });

        Assert.False(result.IsUnchanged);
        Assert.Equal(["a/", "b/"], StoredVersions.List(store).Select(version => version.Tags["path"]));
        Assert.Contains(StoredVersions.Records(store), record => record.Contains("b.cs->CLASS->B", StringComparison.Ordinal));
        Assert.DoesNotContain(StoredVersions.Records(store), record => record.Contains("a.cs->CLASS->A", StringComparison.Ordinal));
    }

    [Fact]
    public void After_a_working_tree_with_edits_the_newest_commit_is_indexed_again()
    {
        using var repository = new TestRepository();
        repository.Write("a.cs", "class A;");
        repository.Commit("one");
        var store = repository.Outside("store");
        TestIndexer.Run(Options(repository, store, 3));
        var committed = StoredVersions.Records(store);
        repository.Write("a.cs", "class Edited;");
        TestIndexer.Run(Options(repository, store, 3) with { History = null });

        Assert.False(TestIndexer.Run(Options(repository, store, 3)).IsUnchanged);

        Assert.Equal(committed, StoredVersions.Records(store));
        Assert.True(TestIndexer.Run(Options(repository, store, 3)).IsUnchanged);
    }

    [Fact]
    public void A_branch_that_is_not_there_is_said()
    {
        using var repository = new TestRepository();
        repository.Write("a.cs", "class A;");
        repository.Commit("one");
        var options = Options(repository, repository.Outside("store"), 3);

        var error = Assert.Throws<SourceNotFoundException>(() => TestIndexer.Run(options with { Branch = "nowhere" }));

        Assert.Contains("no branch nowhere", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(options.StoreDirectory));
    }

    [Fact]
    public void The_graph_can_be_rebuilt_from_the_log_record_for_record()
    {
        using var repository = new TestRepository();
        var commits = SampleHistory.Write(repository);
        var store = repository.Outside("store");
        TestIndexer.Run(Options(repository, store, commits.Count));
        var rebuilt = repository.Outside("rebuilt");

        using (var ingest = GraphIngest.Open(Path.Combine(store, "log"), Path.Combine(rebuilt, "graph")))
            ingest.Run(TestContext.Current.CancellationToken);

        Assert.Equal(StoredVersions.List(store).Select(Text), StoredVersions.List(rebuilt).Select(Text));
        for (var number = 1; number <= commits.Count; number++)
            Assert.Equal(StoredVersions.Records(store, new GraphVersion(number)), StoredVersions.Records(rebuilt, new GraphVersion(number)));
    }

    [Fact]
    public void Cancelling_leaves_whole_versions_and_the_next_run_makes_the_rest()
    {
        using var repository = new TestRepository();
        var commits = SampleHistory.Write(repository);
        var store = repository.Outside("store");
        using var stop = new CancellationTokenSource();
        var progress = new Stopper(stop, after: 4);

        Assert.ThrowsAny<OperationCanceledException>(() => CodeIndexer.Run(Options(repository, store, commits.Count), progress, stop.Token));
        Assert.Equal(4, StoredVersions.List(store).Count);

        TestIndexer.Run(Options(repository, store, commits.Count));
        AssertEqualToScratch(repository, store, commits);
    }

    /// <summary>Each version against the version that indexing the one commit alone makes.</summary>
    private static void AssertEqualToScratch(TestRepository repository, string store, IReadOnlyList<string> commits, int firstVersion = 1)
    {
        for (var i = 0; i < commits.Count; i++)
        {
            var scratch = repository.Outside($"scratch{i}");
            TestIndexer.Run(new CodeIndexOptions { Path = repository.Path, StoreDirectory = scratch, History = 1, Branch = commits[i] });
            Assert.Equal(StoredVersions.Records(scratch), StoredVersions.Records(store, new GraphVersion(firstVersion + i)));
        }
    }

    private static CodeIndexOptions Options(TestRepository repository, string store, int commits) =>
        new() { Path = repository.Path, StoreDirectory = store, History = commits };

    private static string Text(VersionInfo version) =>
        $"{version.Version} {version.CreatedAt:O} {version.Nodes} {version.Edges} {string.Join(' ', version.Tags)}";

    private sealed class Stopper(CancellationTokenSource source, int after) : IProgress<CodeIndexProgress>
    {
        public void Report(CodeIndexProgress value)
        {
            if (value.Phase == CodeIndexPhase.History && value.Done == after)
                source.Cancel();
        }
    }
}
