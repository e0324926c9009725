namespace Chronograph.Code;

/// <summary>Makes one version of each commit on the first-parent line, oldest first, going on where the last run ended.</summary>
internal static class HistoryIndexing
{
    public static CodeIndexResult Run(IndexRun run, int count, string? branch)
    {
        var location = run.Location;
        var repository = location.Repository!;
        run.Report(CodeIndexPhase.Reading, 0, 0, "history");
        var tip = FindTip(location, branch);
        var commits = GitHistory.Last(repository, tip, count);
        using var blobs = GitBlobReader.Open(repository);
        var trees = new CommitTree(repository, location.Root, blobs);
        if (!trees.HasSources(tip))
        {
            throw new SourceNotFoundException(
                location.Path, $"There are no C# files in {location.Path} at {branch ?? "HEAD"}. Give the folder that holds the source.");
        }

        run.ThrowIfCancelled();
        using var store = run.OpenStore();
        var first = FirstToIndex(store, location.Root, commits);
        var older = CountWithoutVersion(store, location.Root, commits.Take(first));
        for (var i = first; i < commits.Count; i++)
        {
            run.Report(CodeIndexPhase.History, i - first, commits.Count - first, Label(commits[i]));
            run.ThrowIfCancelled();
            var contents = i == first ? trees.Read(commits[i].Name) : trees.ReadChanges(commits[i - 1].Name, commits[i].Name);
            var update = run.Tree.Apply(contents);
            run.Advance(store, update, VersionTags.OfCommit(location.Root, commits[i], run.Tree.Hash()), commits[i].CommitterDate);
        }

        run.Report(CodeIndexPhase.History, commits.Count - first, commits.Count - first, "");
        return run.Finish(store, isUnchanged: first == commits.Count) with { OlderCommits = older };
    }

    private static string FindTip(IndexLocation location, string? branch)
    {
        var repository = location.Repository!;
        if (branch is null)
        {
            return repository.ResolveCommit("HEAD")
                ?? throw new SourceNotFoundException(location.Path, $"{repository.Root} has no commits yet. Index it without --history.");
        }

        return repository.ResolveCommit(branch) ?? repository.ResolveCommit("origin/" + branch)
            ?? throw new SourceNotFoundException(location.Path, $"{repository.Root} has no branch {branch}. See git branch --all.");
    }

    /// <summary>
    /// Behind the newest commit that has a version, so that a run goes on where the last one ended. The newest of all is
    /// indexed once more when something else came after it: the latest version is always what was asked for.
    /// </summary>
    private static int FirstToIndex(CodeStore store, SourceRoot root, IReadOnlyList<GitCommit> commits)
    {
        using var graph = store.OpenGraph();
        for (var index = commits.Count; index > 0; index--)
        {
            if (VersionTags.FindCommit(graph, root, commits[index - 1].Name) is not { } version)
                continue;
            var isLast = index == commits.Count;
            return isLast && VersionTags.LatestTree(graph) != version.Tags.GetValueOrDefault(VersionTags.Tree) ? index - 1 : index;
        }

        return 0;
    }

    private static int CountWithoutVersion(CodeStore store, SourceRoot root, IEnumerable<GitCommit> commits)
    {
        using var graph = store.OpenGraph();
        var known = VersionTags.Commits(graph, root);
        return commits.Count(commit => !known.Contains(commit.Name));
    }

    private static string Label(GitCommit commit) => $"{commit.Name[..8]} {commit.Subject}";
}
