using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>A named place in a log that survives restarts: how far a reader has come. For one thread at a time.</summary>
/// <remarks>
/// A name belongs to one process at a time, by a lock of the operating system. Reading and saving are apart: save when
/// what was read has been dealt with, and after a crash the rest is read again. A loss of power can take messages that were
/// read and not durable, and their numbers are given again; a reader that must see those too reads
/// <see cref="LogReaderOptions.DurableOnly"/>.
/// </remarks>
public sealed class LogCursor : IDisposable
{
    private readonly LogDirectory _directory;
    private readonly LogMetrics _metrics;
    private readonly FileLock _lock;
    private readonly StorageFile _file;
    private CursorSlot? _saved;

    private LogCursor(LogDirectory directory, LogMetrics metrics, string name, FileLock held, StorageFile file)
    {
        _directory = directory;
        _metrics = metrics;
        _lock = held;
        _file = file;
        _saved = CursorFiles.Read(file);
        Name = name;
    }

    /// <summary>The cursor's name.</summary>
    public string Name { get; }

    /// <summary>The message to read next as last saved; null when nothing was saved yet.</summary>
    public long? NextSequence => _saved?.NextSequence;

    /// <summary>Creates a reader at the saved place, or at the first message when nothing was saved yet.</summary>
    /// <param name="options">How it reads and waits; null for the defaults.</param>
    /// <exception cref="SequenceOutOfRangeException">The log does not hold that message any more, or ends before it.</exception>
    public LogReader CreateReader(LogReaderOptions? options = null)
    {
        var start = _saved is { } saved ? LogStart.At(saved.NextSequence) : LogStart.First;
        return _metrics.Track(new LogReader(_directory, new LogLocator(_directory).Locate(start), options));
    }

    /// <summary>Saves a place.</summary>
    /// <remarks>The place saved before stays readable until the new one is whole: a torn write costs one save, no more.</remarks>
    /// <param name="nextSequence">The message to read next: <see cref="LogReader.NextSequence"/> of a reader that is done with all before.</param>
    /// <param name="durable">Whether the place survives a power loss once this returns, which waits for the disk.</param>
    public void Save(long nextSequence, bool durable = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nextSequence);
        var slot = new CursorSlot((_saved?.Generation ?? 0) + 1, nextSequence);
        Span<byte> bytes = stackalloc byte[CursorSlot.Size];
        slot.Write(bytes);
        _file.Write(bytes, (slot.Generation & 1) * CursorSlot.Size);
        if (durable)
            _file.Flush();
        _saved = slot;
    }

    /// <summary>Releases the name. What was saved stays.</summary>
    public void Dispose()
    {
        _file.Dispose();
        _lock.Dispose();
    }

    internal static LogCursor Open(LogDirectory directory, LogMetrics metrics, string name)
    {
        CursorFiles.CheckName(name);
        LogDirectory.ThrowIfLink(directory.ReadersPath);
        DurableDirectory.Create(directory.Files, directory.ReadersPath);
        var path = Path.Combine(directory.ReadersPath, name);
        var held = directory.Files.TryLock(path + CursorFiles.LockExtension)
            ?? throw new StoreLockedException(path + CursorFiles.Extension, Holder(directory, path), "user of this cursor");
        try
        {
            held.Describe($"process {Environment.ProcessId} on {Environment.MachineName}");
            var isNew = !directory.Files.FileExists(path + CursorFiles.Extension);
            var file = directory.Files.Open(path + CursorFiles.Extension, FileIntent.OpenOrCreate);
            if (isNew)
                directory.Files.SyncDirectory(directory.ReadersPath);

            return new LogCursor(directory, metrics, name, held, file);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    private static string Holder(LogDirectory directory, string path)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(directory.Files.ReadAllBytes(path + CursorFiles.LockExtension)).Trim();
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error))
        {
            return "";
        }
    }
}
