using Chronograph.Graph;

namespace Chronograph.Code;

/// <summary>The tags that tell where a version comes from.</summary>
internal static class VersionTags
{
    /// <summary>A hash over all that was indexed: equal hash, equal graph.</summary>
    public const string Tree = "tree";

    /// <summary>The full name of the commit.</summary>
    public const string Commit = "commit";

    /// <summary>The indexed folder from the top of its repository, ending in '/'; not there for the top itself.</summary>
    private const string Folder = "path";

    private const string Date = "date";
    private const string Author = "author";
    private const string Subject = "subject";

    public static Dictionary<string, string> OfTree(SourceRoot root, string hash) => WithFolder(root, new() { [Tree] = hash });

    public static Dictionary<string, string> OfCommit(SourceRoot root, GitCommit commit, string hash) => WithFolder(root, new()
    {
        [Commit] = commit.Name,
        [Date] = commit.AuthorDate,
        [Author] = commit.Author,
        [Subject] = commit.Subject,
        [Tree] = hash,
    });

    /// <summary>The newest version of a commit that holds the same folder, or <see langword="null"/>.</summary>
    public static VersionInfo? FindCommit(GraphStore store, SourceRoot root, string commit) =>
        store.ListVersions(new VersionFilter { TagKey = Commit, TagValue = commit })
            .FirstOrDefault(version => IsOf(version, root));

    /// <summary>The commits that have a version that holds the same folder.</summary>
    public static HashSet<string> Commits(GraphStore store, SourceRoot root) =>
        store.ListVersions(new VersionFilter { TagKey = Commit })
            .Where(version => IsOf(version, root))
            .Select(static version => version.Tags[Commit])
            .ToHashSet();

    /// <summary>The hash of the latest version's tree, or <see langword="null"/>.</summary>
    public static string? LatestTree(GraphStore store) =>
        store.Latest == GraphVersion.None ? null : store.GetVersion(store.Latest).Tags.GetValueOrDefault(Tree);

    private static bool IsOf(VersionInfo version, SourceRoot root) => version.Tags.GetValueOrDefault(Folder, "") == root.Prefix;

    private static Dictionary<string, string> WithFolder(SourceRoot root, Dictionary<string, string> tags)
    {
        if (root.Prefix.Length > 0)
            tags[Folder] = root.Prefix;
        return tags;
    }
}
