namespace Chronograph.Code;

/// <summary>Reads the files of commits: all of one, or those that are different from another.</summary>
internal sealed class CommitTree(GitRepository repository, SourceRoot root, GitBlobReader blobs)
{
    /// <summary>Whether a commit holds any C# source to index.</summary>
    public bool HasSources(string commit) => GitTree.List(repository, commit).Any(file => root.IsSource(file.Path));

    /// <summary>Every file of a commit that matters.</summary>
    public IEnumerable<KeyValuePair<string, byte[]?>> Read(string commit) => Contents(GitTree.List(repository, commit));

    /// <summary>Every file that matters and is different; without content where it is gone.</summary>
    public IEnumerable<KeyValuePair<string, byte[]?>> ReadChanges(string from, string to) => Contents(GitTree.Diff(repository, from, to));

    private IEnumerable<KeyValuePair<string, byte[]?>> Contents(IEnumerable<GitFile> files) => files
        .Where(file => root.IsSource(file.Path) || root.IsSetting(file.Path))
        .Select(file => new KeyValuePair<string, byte[]?>(file.Path, file.ObjectName is { } name ? blobs.Read(name) : null));
}
