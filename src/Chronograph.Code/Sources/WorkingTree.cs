namespace Chronograph.Code;

/// <summary>Lists the files of a working tree: what git knows or would add, or without git what the folders hold.</summary>
internal static class WorkingTree
{
    private static readonly EnumerationOptions EverythingReal = new()
    {
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>The paths, from the top, of the files that matter; in ordinal order.</summary>
    public static IReadOnlyList<string> List(SourceRoot root, bool withGit)
    {
        var files = withGit ? ListedByGit(root).Concat(SettingsAbove(root)) : Walk(root.Top, "");
        return [.. files.Where(path => root.IsSource(path) || root.IsSetting(path)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>The contents of files; one that vanished since it was listed counts as gone.</summary>
    public static IReadOnlyList<KeyValuePair<string, byte[]?>> Read(SourceRoot root, IReadOnlyList<string> paths)
    {
        var contents = new KeyValuePair<string, byte[]?>[paths.Count];
        Parallel.For(0, paths.Count, i => contents[i] = new(paths[i], Read(Path.Combine(root.Top, paths[i]))));
        return contents;
    }

    private static byte[]? Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static IEnumerable<string> ListedByGit(SourceRoot root)
    {
        var folder = Path.Combine(root.Top, root.Prefix);
        var output = GitProcess.Run(folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard");
        if (!output.Succeeded)
            throw new GitException(folder, $"git ls-files failed in {folder}: {output.Errors}");
        return output.Fields
            .Select(path => root.Prefix + path)
            .Where(path => (root.IsSource(path) || root.IsSetting(path)) && IsRegularFile(Path.Combine(root.Top, path)));
    }

    private static IEnumerable<string> SettingsAbove(SourceRoot root)
    {
        for (var folder = root.Prefix.TrimEnd('/'); folder.Length > 0;)
        {
            folder = folder[..Math.Max(0, folder.LastIndexOf('/'))];
            foreach (var file in Directory.EnumerateFiles(Path.Combine(root.Top, folder), "*", EverythingReal))
            {
                if (ProjectFile.IsName(Path.GetFileName(file)))
                    yield return folder.Length == 0 ? Path.GetFileName(file) : $"{folder}/{Path.GetFileName(file)}";
            }
        }
    }

    private static IEnumerable<string> Walk(string folder, string prefix)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*", EverythingReal))
            yield return prefix + Path.GetFileName(file);
        foreach (var child in Directory.EnumerateDirectories(folder, "*", EverythingReal))
        {
            var name = Path.GetFileName(child);
            if (name is "bin" or "obj" || name.StartsWith('.'))
                continue;
            foreach (var file in Walk(child, $"{prefix}{name}/"))
                yield return file;
        }
    }

    private static bool IsRegularFile(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && (file.Attributes & FileAttributes.ReparsePoint) == 0;
    }
}
