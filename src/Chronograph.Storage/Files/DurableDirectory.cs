namespace Chronograph.Storage;

/// <summary>Creates directories that survive a power loss.</summary>
internal static class DurableDirectory
{
    /// <summary>Creates a directory and those above it; does nothing when it exists.</summary>
    /// <remarks>
    /// A new directory is an entry of the one above, so that one is flushed for every level created, from the top down: no
    /// level is begun before those above it are durable. A directory that is there already is taken as durable.
    /// </remarks>
    /// <exception cref="DirectoryNotFoundException">A file stands where a directory should. Nothing was created.</exception>
    public static void Create(FileSystem files, string path)
    {
        var missing = new Stack<string>();
        string? existing = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        for (; existing is not null && !files.DirectoryExists(existing); existing = Path.GetDirectoryName(existing))
        {
            if (files.FileExists(existing))
                throw new DirectoryNotFoundException($"{existing} is a file; give a directory.");
            missing.Push(existing);
        }

        foreach (var directory in missing)
        {
            files.CreateDirectory(directory);
            files.SyncDirectory(Path.GetDirectoryName(directory)!);
        }
    }
}
