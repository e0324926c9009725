using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Temporary files of a store's writer, in a directory of their own within the store. Any thread may call.</summary>
/// <remarks>
/// What stands there is never part of a version. Who creates a file deletes it; what a killed process left is cleared by
/// the next writer, which alone may touch the directory because it holds the store's lock.
/// </remarks>
internal sealed class ScratchSpace(FileSystem files, string directory)
{
    private int _last;

    public FileSystem Files => files;

    public string Directory => directory;

    /// <summary>A number that no file of the directory has yet.</summary>
    public int NextNumber()
    {
        files.CreateDirectory(directory);
        return Interlocked.Increment(ref _last);
    }

    public StorageFile Create() =>
        files.Open(Path.Combine(directory, $"{NextNumber():D6}.tmp"), FileIntent.CreateOrTruncate);

    public void Delete(StorageFile file)
    {
        file.Dispose();
        Delete(file.Path);
    }

    /// <summary>Deletes a file of the directory; does nothing when the store was closed meanwhile, which cleared it.</summary>
    public void Delete(string path)
    {
        if (files.DirectoryExists(directory))
            files.Delete(path);
    }

    /// <summary>Removes the directory with all that is in it.</summary>
    public void Clear()
    {
        if (files.DirectoryExists(directory))
            DirectoryTree.Delete(files, directory);
    }
}
