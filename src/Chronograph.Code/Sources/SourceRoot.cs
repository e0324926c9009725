namespace Chronograph.Code;

/// <summary>Where the indexed files live, and which files count.</summary>
/// <remarks>
/// Files are known by their path from the top folder: that of the repository, or the indexed folder itself without git.
/// What the graph shows is the path from the indexed folder; <see cref="Prefix"/> is the difference.
/// </remarks>
/// <param name="Top">The top folder, absolute.</param>
/// <param name="Prefix">The indexed folder, from the top: empty, or ending in '/'.</param>
/// <param name="Store">The store's folder, from the top and ending in '/'; empty when it lies elsewhere.</param>
internal sealed record SourceRoot(string Top, string Prefix, string Store)
{
    /// <summary>Whether a file is C# source to be indexed.</summary>
    public bool IsSource(string path) =>
        path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) && path.StartsWith(Prefix, StringComparison.Ordinal) && !IsSkipped(path);

    /// <summary>Whether a file sets the usings of a project whose sources are indexed, or may do so.</summary>
    public bool IsSetting(string path)
    {
        var folder = path[..(path.LastIndexOf('/') + 1)];
        return ProjectFile.IsName(path[folder.Length..])
            && (folder.StartsWith(Prefix, StringComparison.Ordinal) || Prefix.StartsWith(folder, StringComparison.Ordinal))
            && !IsSkipped(path);
    }

    /// <summary>The path that the graph shows.</summary>
    public string Shown(string path) => path[Prefix.Length..];

    private bool IsSkipped(string path) =>
        IsBuildOutput(path) || (Store.Length > 0 && path.StartsWith(Store, StringComparison.Ordinal));

    private static bool IsBuildOutput(string path) =>
        HasFolder(path, "bin") || HasFolder(path, "obj");

    private static bool HasFolder(string path, string name) =>
        path.StartsWith(name + "/", StringComparison.Ordinal) || path.Contains($"/{name}/", StringComparison.Ordinal);
}
