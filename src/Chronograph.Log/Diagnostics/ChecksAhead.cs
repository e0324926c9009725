using Chronograph.Storage;

namespace Chronograph.Log;

/// <summary>Checks segments ahead of their turn, on as many threads as there are processors.</summary>
/// <remarks>
/// A sealed segment does not change, so when it is checked does not matter. One behind a sealed segment belongs to the log,
/// and grows at most. All others wait for their turn: what they hold belongs to the log only once those before are sealed.
/// </remarks>
internal sealed class ChecksAhead : IDisposable
{
    private readonly LogDirectory _directory;
    private readonly List<SegmentId> _ids;
    private readonly CheckedBytes _bytes;
    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _asker; // whose the cancellation is that comes from outside
    private readonly Dictionary<SegmentId, Task<SegmentCheck?>> _running = [];
    private int _asked;

    public ChecksAhead(LogDirectory directory, List<SegmentId> ids, CheckedBytes bytes, CancellationToken cancellationToken)
    {
        _directory = directory;
        _ids = ids;
        _bytes = bytes;
        _asker = cancellationToken;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>The check of a segment, if it was known to belong to the log when its check was begun; null otherwise.</summary>
    /// <param name="index">Its place in the list; asked for in ascending order.</param>
    /// <exception cref="OperationCanceledException">The asker's token was signalled.</exception>
    public SegmentCheck? Take(int index)
    {
        for (; _asked < _ids.Count && _asked <= index + Environment.ProcessorCount; _asked++)
        {
            var id = _ids[_asked];
            _running[id] = Task.Run(() => TryCheck(id), _stop.Token);
        }

        return _running.Remove(_ids[index], out var check) ? Result(check) : null;
    }

    /// <summary>Ends the checks that nobody took.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        foreach (var check in _running.Values)
            check.ContinueWith(static ended => _ = ended.Exception, TaskScheduler.Default).Wait(); // of no interest: nobody asked
        _stop.Dispose();
    }

    private SegmentCheck? Result(Task<SegmentCheck?> check)
    {
        try
        {
            return check.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            _asker.ThrowIfCancellationRequested(); // with the token that the asker knows
            throw;
        }
    }

    private SegmentCheck? TryCheck(SegmentId id)
    {
        try
        {
            return Check(id);
        }
        catch (DamagedFileException)
        {
            return null; // one that may not be opened, or its neighbour: met again, and listed, when its turn comes
        }
    }

    private SegmentCheck? Check(SegmentId id)
    {
        var isReached = id == _ids[0] || IsSealed(id.Previous); // first: what is opened behind a seal is what belongs there
        using var file = SegmentOpener.TryOpenFile(_directory, id);
        return file is not null && SegmentOpener.ReadHeader(file, id, out _) is { } header && (isReached || header.Sealed)
            ? SegmentCheck.Run(_directory, file, header, new Findings(_bytes), _stop.Token)
            : null;
    }

    private bool IsSealed(SegmentId id)
    {
        using var file = SegmentOpener.TryOpenFile(_directory, id);
        return file is not null && SegmentOpener.ReadHeader(file, id, out _) is { Sealed: true };
    }
}
