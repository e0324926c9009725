namespace Chronograph.Storage;

/// <summary>Files and directories that are made to survive a power loss together, none before another.</summary>
/// <remarks>
/// For what means nothing until a later step names it, so that it makes no difference which of it a power loss keeps. All
/// are flushed at once: the wait is little longer than for one of them, where one after the other waits for each. For one
/// thread at a time.
/// </remarks>
/// <param name="files">Where the directories are.</param>
/// <param name="workers">Who flushes beside the caller; null to flush nothing, for what need not survive.</param>
internal sealed class FlushGroup(FileSystem files, FlushWorkers? workers) : IDisposable
{
    private readonly List<StorageFile> _files = [];
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal);

    /// <summary>Takes over a file that was written to its end, and closes it once it is flushed.</summary>
    public void Add(StorageFile file)
    {
        if (workers is null)
            file.Dispose();
        else
            _files.Add(file);
    }

    /// <summary>Writes a whole small file, in place of one that is there, and adds it.</summary>
    /// <exception cref="StorageFullException">The disk is full.</exception>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var file = files.Open(path, FileIntent.CreateOrTruncate);
        try
        {
            file.Write(content, 0);
        }
        catch
        {
            file.Dispose();
            throw;
        }

        Add(file);
    }

    /// <summary>Adds the names in a directory as they will be when the flush begins.</summary>
    public void AddDirectory(string directory) => _directories.Add(directory);

    /// <summary>Flushes all that was added since the last time.</summary>
    /// <exception cref="IOException">A flush failed. It is not known what reached the disk.</exception>
    public void Flush()
    {
        try
        {
            workers?.Run([.. _files.Select(file => (Action)file.Flush), .. _directories.Select(directory => (Action)(() => files.SyncDirectory(directory)))]);
        }
        finally
        {
            Dispose();
        }
    }

    /// <summary>Closes the files that were not flushed, and forgets the directories.</summary>
    public void Dispose()
    {
        foreach (var file in _files)
            file.Dispose();
        _files.Clear();
        _directories.Clear();
    }
}
