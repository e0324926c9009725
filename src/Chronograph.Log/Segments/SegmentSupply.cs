using Chronograph.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chronograph.Log;

/// <summary>The background worker of a writer: prepares the next segment and makes sealed ones durable.</summary>
/// <remarks>
/// The appending thread asks and takes; it waits only when the worker is behind. What fails in the background fails
/// again, and is then thrown, when the appending thread needs it.
/// </remarks>
internal sealed class SegmentSupply : IDisposable
{
    private readonly LogDirectory _directory;
    private readonly Flusher _flusher;
    private readonly LogRoom _room;
    private readonly long _segmentSize;
    private readonly ILogger _logger;
    private readonly Thread _worker;
    private readonly object _gate = new(); // guards the fields below
    private SegmentId? _wanted;
    private bool _preparing;
    private bool _flushWanted;
    private bool _working;
    private bool _stopping;
    private WritableSegment? _ready;

    public SegmentSupply(LogDirectory directory, Flusher flusher, LogRoom room, long segmentSize, ILogger? logger)
    {
        _directory = directory;
        _flusher = flusher;
        _room = room;
        _segmentSize = segmentSize;
        _logger = logger ?? NullLogger.Instance;
        _worker = new Thread(Work) { IsBackground = true, Name = "Chronograph log worker" };
        _worker.Start();
    }

    /// <summary>Asks for a segment ahead of its use. Returns at once.</summary>
    public void Request(SegmentId id)
    {
        lock (_gate)
        {
            if (_ready?.Id == id)
                return;
            _wanted = id;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Takes a prepared segment, or prepares it now.</summary>
    /// <exception cref="StorageFullException">The disk is full.</exception>
    /// <exception cref="LogFullException">The log may not grow.</exception>
    public WritableSegment Take(SegmentId id)
    {
        _room.Await(id);
        _flusher.ThrowIfSuperseded();
        lock (_gate)
        {
            if (_wanted == id)
                _wanted = null; // not begun: it is as quick to do it here
            while (_preparing)
                Monitor.Wait(_gate);
            if (_ready is { } ready)
            {
                _ready = null;
                if (ready.Id == id)
                    return ready;
                ready.Dispose();
            }
        }

        return SegmentPreparer.Prepare(_directory, id, _segmentSize);
    }

    /// <summary>Asks for the flush of retired segments. Returns at once.</summary>
    public void RequestFlush()
    {
        lock (_gate)
        {
            _flushWanted = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Tells that a segment which waits for its room may have it now. Returns at once.</summary>
    public void LookAgain()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    /// <summary>Waits until everything that was asked for is done, or has failed.</summary>
    public void WaitUntilIdle()
    {
        lock (_gate)
        {
            while (_working || CanPrepare || _flushWanted)
                Monitor.Wait(_gate);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.PulseAll(_gate);
        }

        _worker.Join();
        _ready?.Dispose();
    }

    // A segment beyond the log's limit waits for its room.
    private bool CanPrepare => _wanted is { } id && _room.Has(id);

    private void Work()
    {
        while (TryGetWork(out var prepare, out var flush))
        {
            if (prepare is { } id)
                PrepareAhead(id);
            if (flush)
                FinishRetired(); // every time, so that full segments do not pile up
        }

        FinishRetired();
    }

    private bool TryGetWork(out SegmentId? prepare, out bool flush)
    {
        lock (_gate)
        {
            _working = false;
            Monitor.PulseAll(_gate);
            while (!CanPrepare && !_flushWanted && !_stopping)
                Monitor.Wait(_gate);
            _working = true;
            prepare = !_stopping && CanPrepare ? _wanted : null;
            (flush, _flushWanted) = (_flushWanted, false);
            if (prepare is not null)
                (_wanted, _preparing) = (null, true);
            return !_stopping;
        }
    }

    private void PrepareAhead(SegmentId id)
    {
        WritableSegment? prepared = null;
        try
        {
            _flusher.ThrowIfSuperseded(); // the file of that name may be another writer's
            prepared = SegmentPreparer.Prepare(_directory, id, _segmentSize);
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error))
        {
            _logger.PreparationFailed(error, id.Value);
        }

        lock (_gate)
        {
            _ready?.Dispose();
            _ready = prepared;
            _preparing = false;
            Monitor.PulseAll(_gate);
        }
    }

    private void FinishRetired()
    {
        FlushRetired();
        while (_flusher.WithoutIndex.TryDequeue(out var header))
            WriteIndex(header);
        Relieve();
    }

    private void Relieve()
    {
        try
        {
            _room.Relieve();
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error))
        {
            _logger.RetentionFailed(error, _directory.Path);
        }
    }

    private void WriteIndex(SegmentHeader header)
    {
        try
        {
            SparseIndex.Write(_directory, header);
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error))
        {
            _logger.IndexingFailed(error, header.Id.Value);
        }
    }

    private void FlushRetired()
    {
        try
        {
            _flusher.FlushRetired();
        }
        catch (Exception error) when (IOErrors.IsOfFiles(error))
        {
            // Reported by the flusher, and thrown by the next append.
        }
    }
}
