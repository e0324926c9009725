using System.Text;

namespace Chronograph.Code;

/// <summary>The repository that a folder is part of, as git tells it.</summary>
internal sealed class GitRepository
{
    private GitRepository(string root, string prefix)
    {
        Root = root;
        Prefix = prefix;
    }

    /// <summary>The top folder of the working tree.</summary>
    public string Root { get; }

    /// <summary>The indexed folder, relative to <see cref="Root"/>: empty, or ending in '/'.</summary>
    public string Prefix { get; }

    /// <summary>Finds the repository around a folder, or <see langword="null"/> when there is none.</summary>
    /// <exception cref="GitException">There is no git program, or git refuses to work in this folder.</exception>
    public static GitRepository? Find(string folder)
    {
        var output = GitProcess.Run(folder, "rev-parse", "--show-toplevel", "--show-prefix");
        if (!output.Succeeded)
        {
            return output.Errors.Contains("not a git repository", StringComparison.Ordinal)
                ? null
                : throw new GitException(folder, $"git rev-parse failed in {folder}: {output.Errors}");
        }

        var lines = output.Text.Split('\n');
        return new GitRepository(Path.GetFullPath(lines[0]), lines.Length > 1 ? lines[1] : "");
    }

    /// <summary>Runs a git command at the top folder.</summary>
    /// <exception cref="GitException">The command failed.</exception>
    public GitOutput Run(params ReadOnlySpan<string> arguments)
    {
        var output = GitProcess.Run(Root, arguments);
        return output.Succeeded
            ? output
            : throw new GitException(Root, $"git {arguments[0]} failed in {Root}: {output.Errors}");
    }

    /// <summary>The object that a name stands for, or <see langword="null"/> when git knows no such commit.</summary>
    public string? ResolveCommit(string name)
    {
        var output = GitProcess.Run(Root, "rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
        return output.Succeeded ? Encoding.ASCII.GetString(output.Bytes).Trim() : null;
    }
}
