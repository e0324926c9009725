namespace Chronograph.Code;

/// <summary>Makes one version of the working tree as it stands, unless the latest version already is that.</summary>
internal static class WorkingTreeIndexing
{
    public static CodeIndexResult Run(IndexRun run)
    {
        var location = run.Location;
        run.Report(CodeIndexPhase.Reading, 0, 0, location.Path);
        var paths = WorkingTree.List(location.Root, location.Repository is not null);
        if (!paths.Any(location.Root.IsSource))
            throw new SourceNotFoundException(location.Path, NoSources(location));
        var update = run.Tree.Apply(WorkingTree.Read(location.Root, paths));
        var hash = run.Tree.Hash();
        run.ThrowIfCancelled();
        using var store = run.OpenStore();
        var isUnchanged = LatestTree(store) == hash;
        if (!isUnchanged)
            run.Advance(store, update, VersionTags.OfTree(location.Root, hash), createdAt: null);
        return run.Finish(store, isUnchanged);
    }

    private static string? LatestTree(CodeStore store)
    {
        using var graph = store.OpenGraph();
        return VersionTags.LatestTree(graph);
    }

    private static string NoSources(IndexLocation location) => location.Repository is null
        ? $"There are no C# files in {location.Path}. Give the folder that holds the source."
        : $"There are no C# files in {location.Path} that git does not ignore. Give the folder that holds the source.";
}
