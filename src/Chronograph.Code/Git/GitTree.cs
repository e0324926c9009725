namespace Chronograph.Code;

/// <summary>Lists what a commit holds and what it changes. Only regular files count: no submodules, no symbolic links.</summary>
internal static class GitTree
{
    private const string RegularFile = "100644";
    private const string ExecutableFile = "100755";

    /// <summary>Every regular file of a commit: path from the repository's top → object name.</summary>
    public static IEnumerable<GitFile> List(GitRepository repository, string commit)
    {
        foreach (var entry in repository.Run("ls-tree", "-r", "-z", "--full-tree", commit).Fields)
        {
            var tab = entry.IndexOf('\t', StringComparison.Ordinal);
            var words = entry[..tab].Split(' ');
            if (IsRegular(words[0]))
                yield return new GitFile(entry[(tab + 1)..], words[2]);
        }
    }

    /// <summary>What changed between two commits; a deleted file, or one that is no regular file any more, has no object.</summary>
    public static IEnumerable<GitFile> Diff(GitRepository repository, string from, string to)
    {
        var fields = repository.Run("diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", from, to).Fields;
        for (var i = 0; i + 1 < fields.Length; i += 2)
        {
            var words = fields[i].Split(' ');
            var stays = words[4] != "D" && IsRegular(words[1]);
            yield return new GitFile(fields[i + 1], stays ? words[3] : null);
        }
    }

    private static bool IsRegular(string mode) => mode is RegularFile or ExecutableFile;
}
