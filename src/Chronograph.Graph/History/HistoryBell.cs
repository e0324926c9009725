using Chronograph.Log;
using Chronograph.Storage;

namespace Chronograph.Graph;

/// <summary>Rings when something happens to a store, in whichever process: the end of its history, waited for.</summary>
/// <remarks>The history is a hint, so the bell may be missing, late or silent: whoever waits looks for himself from time to time.</remarks>
internal sealed class HistoryBell(FileSystem files, string history) : IDisposable
{
    private static readonly TimeSpan LookForHistory = TimeSpan.FromMilliseconds(20);

    private MessageLog? _log;
    private LogReader? _reader;

    /// <summary>Takes note of everything that has happened: only what comes now rings.</summary>
    public void Reset() => Guarded(() =>
    {
        if (_reader is null && MessageLog.Exists(history, files))
        {
            _log = MessageLog.OpenReadOnly(history, files);
            _reader = _log.CreateReader(LogStart.End);
        }

        while (_reader is not null && _reader.TryRead(out _))
        {
        }

        return true;
    });

    /// <summary>Waits until something happens or the time is over.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Wait(TimeSpan atMost, CancellationToken stop)
    {
        if (_reader is null)
        {
            stop.WaitHandle.WaitOne(LookForHistory);
            stop.ThrowIfCancellationRequested();
        }
        else if (!Guarded(() => _reader.Wait(atMost, stop)))
        {
            Close(); // the history may be another by now: look for it again
        }
    }

    public void Dispose() => Close();

    private bool Guarded(Func<bool> use)
    {
        try
        {
            return use();
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error) || error is SequenceOutOfRangeException)
        {
            Close();
            return false;
        }
    }

    private void Close()
    {
        _reader?.Dispose();
        _log?.Dispose();
        _reader = null;
        _log = null;
    }
}
