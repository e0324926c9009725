using System.Globalization;

namespace Chronograph.Code;

/// <summary>Reads the first-parent line of a branch.</summary>
internal static class GitHistory
{
    private const int FieldsPerCommit = 5;

    /// <summary>The newest commits of a branch, oldest of them first.</summary>
    public static IReadOnlyList<GitCommit> Last(GitRepository repository, string tip, int count)
    {
        var text = repository.Run(
            "log", "--first-parent", "-z", "--no-show-signature", "--no-color", "--no-decorate", "--no-patch", "--no-mailmap",
            $"--max-count={count.ToString(CultureInfo.InvariantCulture)}",
            "--format=%H%x1f%aI%x1f%cI%x1f%an%x1f%s", tip, "--").Text;
        var commits = text.Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToList();
        commits.Reverse();
        return commits;
    }

    private static GitCommit Parse(string line)
    {
        var fields = line.Trim('\n').Split('\u001f', FieldsPerCommit);
        var committed = DateTimeOffset.Parse(fields[2], CultureInfo.InvariantCulture);
        return new GitCommit(fields[0], fields[1], committed, fields[3], fields[4]);
    }
}
