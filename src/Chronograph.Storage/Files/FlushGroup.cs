using System.Runtime.ExceptionServices;

namespace Chronograph.Storage;

/// <summary>Files and directories that are made to survive a power loss together, none before another.</summary>
/// <remarks>
/// For what means nothing until a later step names it, so that it makes no difference which of it a power loss keeps. A
/// file's flush begins when it is added, while the caller goes on to the next; what is left to wait for is little longer
/// than one of them, where one after the other waits for each. For one thread at a time.
/// </remarks>
/// <param name="files">Where the directories are.</param>
/// <param name="workers">Who flushes beside the caller; null to flush nothing, for what need not survive.</param>
internal sealed class FlushGroup(FileSystem files, FlushWorkers? workers) : IDisposable
{
    private readonly List<StorageFile> _files = [];
    private readonly List<FlushJob> _jobs = [];
    private readonly HashSet<string> _directories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileAhead> _ahead = new(StringComparer.Ordinal);

    /// <summary>
    /// Begins to make files and to flush their names, while what will be written to them is still being made. Those that are
    /// not written by <see cref="Create"/> are deleted in the end. Nothing happens yet where nothing is flushed.
    /// </summary>
    /// <param name="directory">Where all of them are.</param>
    /// <param name="intent">How they are made.</param>
    /// <param name="paths">The files.</param>
    public void Announce(string directory, FileIntent intent, params ReadOnlySpan<string> paths)
    {
        if (workers is null || paths.IsEmpty)
            return;
        var made = new FileAhead[paths.Length];
        for (var place = 0; place < made.Length; place++)
            _ahead.Add(paths[place], made[place] = new FileAhead(files, paths[place], intent));
        _jobs.Add(workers.Start(() =>
        {
            foreach (var file in made)
                file.TryMake(); // who needs one that failed is told why
            files.SyncDirectory(directory);
        }));
    }

    /// <summary>The file that was announced, or a new one, whose name is flushed with the others.</summary>
    /// <param name="path">The file.</param>
    /// <param name="intent">How it is made.</param>
    /// <exception cref="StorageFullException">The disk is full.</exception>
    public StorageFile Create(string path, FileIntent intent)
    {
        if (_ahead.Remove(path, out var ahead))
            return ahead.Take();
        var file = files.Open(path, intent);
        _directories.Add(Path.GetDirectoryName(path)!);
        return file;
    }

    /// <summary>Takes over a file that was written to its end, and begins to flush it.</summary>
    public void Add(StorageFile file)
    {
        if (workers is null)
        {
            file.Dispose();
            return;
        }

        _files.Add(file);
        Begin(file);
    }

    /// <summary>Begins to flush a file that stays with the caller, who keeps it open until all is flushed.</summary>
    public void Begin(StorageFile file)
    {
        if (workers is not null)
            _jobs.Add(workers.Start(file.Flush));
    }

    /// <summary>Writes a whole small file, in place of one that is there, and adds it and its name.</summary>
    /// <exception cref="StorageFullException">The disk is full.</exception>
    public void Write(string path, ReadOnlySpan<byte> content)
    {
        var file = Create(path, FileIntent.CreateOrTruncate);
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

    /// <summary>Flushes the directories, and waits until all that was added since the last time is flushed.</summary>
    /// <param name="meanwhile">What the caller has to do while it waits; left out where nothing is flushed.</param>
    /// <exception cref="IOException">A flush failed. It is not known what reached the disk.</exception>
    public void Flush(Action? meanwhile = null)
    {
        if (workers is not null)
        {
            _jobs.AddRange(_directories.Select(directory => workers.Start(() => files.SyncDirectory(directory))));
            meanwhile?.Invoke();
        }

        if (End() is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Waits for what was begun, whatever comes of it, and forgets the directories.</summary>
    public void Dispose() => _ = End();

    /// <summary>Helps, waits until all have ended, and closes the files.</summary>
    /// <returns>Why the first that failed did.</returns>
    private Exception? End()
    {
        Exception? failure = null;
        foreach (var job in _jobs)
            job.Help();
        foreach (var job in _jobs)
        {
            var error = job.Wait();
            failure ??= error;
        }

        foreach (var file in _ahead.Values)
            file.Discard();
        foreach (var file in _files)
            file.Dispose();
        _ahead.Clear();
        _jobs.Clear();
        _files.Clear();
        _directories.Clear();
        return failure;
    }
}
