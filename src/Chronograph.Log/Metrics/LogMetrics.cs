using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>The numbers of one open log, read when somebody asks. From any thread, also while the log is being closed.</summary>
internal sealed class LogMetrics : IDisposable
{
    private readonly LogDirectory _directory;
    private readonly AppendedNumbers? _appended;
    private readonly Func<long> _nextSequence;
    private readonly Lock _gate = new(); // guards the list
    private readonly List<WeakReference<LogReader>> _readers = [];

    /// <param name="directory">The log.</param>
    /// <param name="appended">What its writer counts; null when it was opened for reading.</param>
    /// <param name="nextSequence">Where its end is.</param>
    public LogMetrics(LogDirectory directory, AppendedNumbers? appended, Func<long> nextSequence)
    {
        _directory = directory;
        _appended = appended;
        _nextSequence = nextSequence;
        LogMeter.Add(this);
    }

    public string Directory => _directory.Path;

    public long? Appends => _appended?.Messages;

    public long? Bytes => _appended?.Bytes;

    public long? Rolls => _appended?.Rolls;

    /// <summary>That of the slowest reader; null when there is none, or the log cannot be asked.</summary>
    public long? ReaderLag => OpenReaders() is { Count: > 0 } readers && TryGetNext() is { } next
        ? readers.Max(reader => Math.Max(0, next - reader.NextSequence))
        : null;

    public IReadOnlyList<LogCursorPosition> CursorLags
    {
        get
        {
            try
            {
                var cursors = CursorFiles.List(_directory);
                return cursors.Count > 0 && TryGetNext() is { } next
                    ? cursors.ConvertAll(cursor => new LogCursorPosition(cursor.Name, cursor.NextSequence, Math.Max(0, next - cursor.NextSequence)))
                    : [];
            }
            catch (Exception error) when (IOErrors.IsOfFiles(error))
            {
                return [];
            }
        }
    }

    /// <summary>Counts a reader in until it is disposed or forgotten.</summary>
    public LogReader Track(LogReader reader)
    {
        lock (_gate)
        {
            _readers.RemoveAll(IsGone);
            _readers.Add(new WeakReference<LogReader>(reader));
        }

        return reader;
    }

    public void Dispose() => LogMeter.Remove(this);

    private static bool IsGone(WeakReference<LogReader> tracked) => !tracked.TryGetTarget(out var reader) || reader.IsDisposed;

    private List<LogReader> OpenReaders()
    {
        var open = new List<LogReader>();
        lock (_gate)
        {
            foreach (var tracked in _readers)
            {
                if (tracked.TryGetTarget(out var reader) && !reader.IsDisposed)
                    open.Add(reader);
            }
        }

        return open;
    }

    // A damaged or vanished log is reported to those who read it, not here.
    private long? TryGetNext()
    {
        try
        {
            return _nextSequence();
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error) || error is SequenceOutOfRangeException)
        {
            return null;
        }
    }
}
