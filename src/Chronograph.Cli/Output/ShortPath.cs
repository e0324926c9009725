namespace Chronograph.Cli;

/// <summary>Paths the way a person would type them.</summary>
internal static class ShortPath
{
    /// <summary>The path relative to the current directory when it lies below it, else in full.</summary>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, full);
        return relative.StartsWith("..", StringComparison.Ordinal) ? full : relative;
    }
}
