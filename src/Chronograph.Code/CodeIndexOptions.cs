namespace Chronograph.Code;

/// <summary>What to index, and where the store is.</summary>
public sealed record CodeIndexOptions
{
    /// <summary>The folder with the C# source; a repository or any folder, also one inside a repository.</summary>
    public required string Path { get; init; }

    /// <summary>The store's folder; it gets the log in <c>log/</c> and the graph in <c>graph/</c>.</summary>
    /// <value>Default: <c>.chronograph</c> in <see cref="Path"/>, with a .gitignore that hides it from git.</value>
    public string? StoreDirectory { get; init; }

    /// <summary>How many of the newest commits on the first-parent line become versions, one each.</summary>
    /// <value>Default: none; the working tree as it stands becomes one version.</value>
    public int? History { get; init; }

    /// <summary>The branch, tag or commit whose history is indexed.</summary>
    /// <value>Default: what is checked out. Only with <see cref="History"/>.</value>
    public string? Branch { get; init; }
}
