namespace Chronograph.Storage;

/// <summary>A directory with all that is in it.</summary>
internal static class DirectoryTree
{
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
