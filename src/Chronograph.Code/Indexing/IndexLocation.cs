namespace Chronograph.Code;

/// <summary>Where the source is and where the store goes. Finding out creates nothing.</summary>
/// <param name="Path">The indexed folder, absolute.</param>
/// <param name="StoreDirectory">The store's folder, absolute.</param>
/// <param name="HidesStore">Whether the store is where we put it by default, and so is to be hidden from git.</param>
/// <param name="Repository">The repository around the folder, or <see langword="null"/>.</param>
internal sealed record IndexLocation(string Path, string StoreDirectory, bool HidesStore, GitRepository? Repository)
{
    private const string DefaultStore = ".chronograph";

    /// <summary>Which files count.</summary>
    public SourceRoot Root { get; } = new(
        Repository?.Root ?? Path, Repository?.Prefix ?? "", StoreInTree(Path, StoreDirectory, Repository?.Prefix ?? ""));

    public static IndexLocation Find(CodeIndexOptions options)
    {
        var path = System.IO.Path.GetFullPath(options.Path);
        if (!Directory.Exists(path))
        {
            throw new SourceNotFoundException(path, File.Exists(path)
                ? $"{path} is a file. Give the folder that holds the C# source."
                : $"There is no folder {path}. Check the path.");
        }

        var store = System.IO.Path.GetFullPath(options.StoreDirectory ?? System.IO.Path.Combine(path, DefaultStore));
        return new IndexLocation(path, store, options.StoreDirectory is null, FindRepository(path, options.History is not null));
    }

    /// <summary>Without git a working tree is still a folder; a history is nothing without it.</summary>
    private static GitRepository? FindRepository(string path, bool isNeeded)
    {
        try
        {
            var repository = GitRepository.Find(path);
            return repository is not null || !isNeeded
                ? repository
                : throw new SourceNotFoundException(path, $"{path} is not in a git repository, so it has no history. Index it without --history.");
        }
        catch (GitException error) when (error.IsMissing && !isNeeded)
        {
            return null;
        }
    }

    private static string StoreInTree(string path, string store, string prefix)
    {
        var relative = System.IO.Path.GetRelativePath(path, store).Replace('\\', '/');
        return relative is "." or ".." || relative.StartsWith("../", StringComparison.Ordinal) || System.IO.Path.IsPathRooted(relative)
            ? ""
            : $"{prefix}{relative}/";
    }
}
