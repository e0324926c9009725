using Chronograph.Graph;

namespace Chronograph.Code;

/// <summary>The tags that tell where a version comes from.</summary>
internal static class VersionTags
{
    /// <summary>A hash over all that was indexed: equal hash, equal graph.</summary>
    public const string Tree = "tree";

    /// <summary>The full name of the commit.</summary>
    public const string Commit = "commit";

    private const string Date = "date";
    private const string Author = "author";
    private const string Subject = "subject";

    public static Dictionary<string, string> OfTree(string hash) => new() { [Tree] = hash };

    public static Dictionary<string, string> OfCommit(GitCommit commit, string hash) => new()
    {
        [Commit] = commit.Name,
        [Date] = commit.AuthorDate,
        [Author] = commit.Author,
        [Subject] = commit.Subject,
        [Tree] = hash,
    };

    /// <summary>Whether a commit has a version in the store.</summary>
    public static bool HasCommit(GraphStore store, string commit) =>
        VersionReference.TryParse($"tag:{Commit}={commit}", out var reference) && store.TryResolve(reference, out _);
}
