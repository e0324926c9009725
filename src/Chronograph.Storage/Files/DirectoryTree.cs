namespace Chronograph.Storage;

/// <summary>A directory with all that is in it.</summary>
internal static class DirectoryTree
{
    /// <summary>The paths of all files in a directory and in the directories below it.</summary>
    public static IEnumerable<string> ListFiles(FileSystem files, string directory) =>
    [
        .. files.ListFiles(directory).Select(name => Path.Combine(directory, name)),
        .. files.ListDirectories(directory).SelectMany(name => ListFiles(files, Path.Combine(directory, name))),
    ];

    /// <summary>Deletes a directory, its files and the directories below it.</summary>
    public static void Delete(FileSystem files, string directory)
    {
        foreach (var name in files.ListFiles(directory))
            files.Delete(Path.Combine(directory, name));
        foreach (var name in files.ListDirectories(directory))
            Delete(files, Path.Combine(directory, name));
        files.DeleteDirectory(directory);
    }
}
